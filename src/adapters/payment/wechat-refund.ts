import { z } from "zod";
import type { RefundReply, SendRefund } from "./payment.ts";
import type { WechatAnswer, WechatClient } from "./wechat-client.ts";

/** Refused for good: no refund was made under this number. */
const refused = new Set(["PARAM_ERROR", "NOT_ENOUGH", "USER_ACCOUNT_ABNORMAL", "MCH_NOT_EXISTS", "NO_AUTH", "SIGN_ERROR"]);

export async function sendWechatRefund(client: WechatClient, order: SendRefund): Promise<RefundReply> {
  const data = {
    out_trade_no: order.outNo,
    out_refund_no: order.refundNo,
    reason: [...order.reason].slice(0, 25).join("") || undefined, // at most 80 bytes
    notify_url: order.notifyUrl || undefined,
    amount: { refund: Number(order.amountMinor), total: Number(order.totalMinor), currency: order.currency },
  };
  const answer = await client.call("post", "refund/domestic/refunds", { data });
  if (!answer.ok) return { state: refused.has(answer.code) ? "FAILED" : "UNKNOWN", reason: answer.reason };
  return replyOf(answer, order.refundNo);
}

export async function queryWechatRefund(client: WechatClient, refundNo: string): Promise<RefundReply> {
  const answer = await client.call("get", `refund/domestic/refunds/${encodeURIComponent(refundNo)}`);
  if (!answer.ok && answer.status === 404 && answer.code === "RESOURCE_NOT_EXISTS") return { state: "NOT_FOUND" };
  return replyOf(answer, refundNo);
}

const shape = z.object({
  refund_id: z.string(),
  out_refund_no: z.string(),
  status: z.string(),
  success_time: z.string().optional(),
  create_time: z.string().optional(),
  amount: z.object({ refund: z.number().int() }),
});

function replyOf(answer: WechatAnswer, refundNo: string): RefundReply {
  if (!answer.ok) return { state: "UNKNOWN", reason: answer.reason };
  const { data: found } = shape.safeParse(answer.data);
  if (found?.out_refund_no !== refundNo) return { state: "UNKNOWN", reason: "the answer is not about this refund" };
  const { refund_id: ref, status, amount, success_time, create_time } = found;
  if (status === "PROCESSING") return { state: "PENDING", ref };
  if (status === "CLOSED") return { state: "FAILED", reason: status };
  // ABNORMAL: it could not reach the payer; somebody sends it elsewhere on WeChat's own pages, or it stays with us.
  if (status !== "SUCCESS") return { state: "UNKNOWN", reason: status };
  return { state: "DONE", ref, amountMinor: BigInt(amount.refund), at: new Date(success_time ?? create_time ?? 0) };
}
