import { z } from "zod";
import { formatYuan, parseYuan } from "#lib/money.ts";
import { type AlipayClient, timeOf } from "./alipay-client.ts";
import type { RefundReply, SendRefund } from "./payment.ts";

/** Refused for good: nothing was refunded under this number. */
const refused = new Set([
  ...[
    "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    "ACQ.TRADE_NOT_EXIST",
  ],
  ...["ACQ.TRADE_HAS_FINISHED", "ACQ.TRADE_NOT_ALLOW_REFUND", "ACQ.REASON_TRADE_BEEN_FREEZEN", "ACQ.INVALID_PARAMETER"],
  ...["ACQ.REFUND_FEE_ERROR", "ACQ.BUYER_NOT_EXIST", "ACQ.BUYER_ENABLE_STATUS_FORBID"],
]);

export async function sendAlipayRefund(client: AlipayClient, order: SendRefund): Promise<RefundReply> {
  const answer = await client.call("alipay.trade.refund", {
    out_trade_no: order.outNo,
    out_request_no: order.refundNo,
    refund_amount: formatYuan(order.amountMinor),
    refund_reason: order.reason.slice(0, 200) || undefined,
  });
  if (!answer.ok) return { state: refused.has(answer.code) ? "FAILED" : "UNKNOWN", reason: answer.reason };
  // The answer names the trade, not this refund: what became of it is asked for.
  const found = await queryAlipayRefund(client, order.outNo, order.refundNo);
  return found.state === "DONE" ? found : { state: "PENDING", ref: null };
}

const shape = z.object({
  trade_no: z.string(),
  out_request_no: z.string(),
  refund_amount: z.string(),
  refund_status: z.string().optional(),
  gmt_refund_pay: z.string().optional(),
});

export async function queryAlipayRefund(client: AlipayClient, outNo: string, refundNo: string): Promise<RefundReply> {
  const answer = await client.call("alipay.trade.fastpay.refund.query", {
    out_trade_no: outNo,
    out_request_no: refundNo,
    query_options: ["gmt_refund_pay"],
  });
  if (!answer.ok)
    return answer.code === "ACQ.TRADE_NOT_EXIST" || answer.code === "TRADE_NOT_EXIST"
      ? { state: "NOT_FOUND" }
      : { state: "UNKNOWN", reason: answer.reason };
  // It answers success without any refund in it when there is none.
  if (answer.data.out_request_no === undefined) return { state: "NOT_FOUND" };
  const { data: found } = shape.safeParse(answer.data);
  const amountMinor = parseYuan(found?.refund_amount ?? "");
  if (found?.out_request_no !== refundNo || amountMinor === null)
    return { state: "UNKNOWN", reason: "the answer is not about this refund" };
  if (found.refund_status !== "REFUND_SUCCESS") return { state: "PENDING", ref: found.trade_no };
  return {
    state: "DONE",
    ref: found.trade_no,
    amountMinor,
    at: found.gmt_refund_pay ? timeOf(found.gmt_refund_pay) : client.now(),
  };
}
