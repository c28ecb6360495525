import { z } from "zod";
import type { AlipaySettings } from "#lib/env-providers.ts";
import { formatYuan, parseYuan } from "#lib/money.ts";
import { type AlipayAnswer, alipayClient, alipayTime, timeOf } from "./alipay-client.ts";
import { queryAlipayRefund, sendAlipayRefund } from "./alipay-refund.ts";
import { alipayStatement } from "./alipay-statement.ts";
import type { AdapterOptions, PaymentProvider, PaymentReply } from "./payment.ts";

/**
 * Money in through Alipay's own pages. Starting one sends nothing: the order exists there only once the payer has opened it,
 * so "not found" is usual for one that nobody opened.
 */
export function alipayPayments(settings: AlipaySettings, options: AdapterOptions = {}): PaymentProvider {
  const client = alipayClient(settings, options);
  const query: PaymentProvider["query"] = async ({ outNo }) =>
    replyOf(await client.call("alipay.trade.query", { out_trade_no: outNo }), settings, outNo);
  return {
    name: "ALIPAY",
    methods: ["ALIPAY_PAGE", "ALIPAY_WAP"],
    merchant: settings.ALIPAY_SELLER_ID,
    accepted: { status: 200, body: "success", type: "text/plain" },
    async start(order) {
      if (order.currency !== "CNY") return { state: "FAILED", reason: `Alipay takes no ${order.currency}` };
      const content = {
        out_trade_no: order.outNo,
        total_amount: formatYuan(order.amountMinor),
        subject: [...order.title.replace(/[/=&]/g, " ")].slice(0, 120).join(""),
        time_expire: alipayTime(order.expiresAt),
      };
      const wap = order.method === "ALIPAY_WAP";
      const url = wap
        ? client.pageUrl("alipay.trade.wap.pay", { ...content, product_code: "QUICK_WAP_WAY", quit_url: order.returnUrl }, order)
        : client.pageUrl("alipay.trade.page.pay", { ...content, product_code: "FAST_INSTANT_TRADE_PAY" }, order);
      return { state: "PENDING", handoff: { kind: "redirect", url }, ref: null };
    },
    query,
    async close({ outNo }) {
      const answer = await client.call("alipay.trade.close", { out_trade_no: outNo });
      if (answer.ok) return { state: "CLOSED", reason: "closed" };
      if (answer.code === "ACQ.TRADE_NOT_EXIST") return { state: "NOT_FOUND" };
      return answer.code === "" ? { state: "UNKNOWN", reason: answer.reason } : query({ outNo, ref: null });
    },
    refund: (order) => sendAlipayRefund(client, order),
    queryRefund: ({ outNo, refundNo }) => queryAlipayRefund(client, outNo, refundNo),
    readNotice: async (raw) => client.readNotice(raw),
    downloadStatement: (day) => alipayStatement(client, day),
  };
}

const trade = z.object({
  out_trade_no: z.string(),
  trade_no: z.string(),
  trade_status: z.string(),
  total_amount: z.string(),
  send_pay_date: z.string().optional(),
});

function replyOf(answer: AlipayAnswer, settings: AlipaySettings, outNo: string): PaymentReply {
  if (!answer.ok)
    return answer.code === "ACQ.TRADE_NOT_EXIST" ? { state: "NOT_FOUND" } : { state: "UNKNOWN", reason: answer.reason };
  const { data: found } = trade.safeParse(answer.data);
  if (found?.out_trade_no !== outNo) return { state: "UNKNOWN", reason: "the answer is not about this payment" };
  const { trade_status, send_pay_date } = found;
  if (trade_status === "WAIT_BUYER_PAY") return { state: "PENDING" };
  // Closed before it was paid, or after all of it was refunded: only the time of payment tells them apart.
  if (trade_status === "TRADE_CLOSED" && !send_pay_date) return { state: "CLOSED", reason: trade_status };
  const amountMinor = parseYuan(found.total_amount);
  if (!["TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"].includes(trade_status) || amountMinor === null || !send_pay_date)
    return { state: "UNKNOWN", reason: `trade status ${trade_status}` };
  return {
    state: "PAID",
    ref: found.trade_no,
    amountMinor,
    currency: "CNY",
    feeMinor: null,
    merchant: settings.ALIPAY_SELLER_ID, // a query answers only about trades of the merchant whose key asked
    paidAt: timeOf(send_pay_date),
  };
}
