import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { WechatSettings } from "#lib/env-providers.ts";
import type { AdapterOptions, PaymentMethodName, PaymentProvider, PaymentReply, StartPayment, StartReply } from "./payment.ts";
import { type WechatAnswer, type WechatClient, wechatClient, wechatTime } from "./wechat-client.ts";
import { queryWechatRefund, sendWechatRefund } from "./wechat-refund.ts";
import { wechatStatement } from "./wechat-statement.ts";

/** Refused for good: no order was made. A code that is not here is no answer. */
const refusedStarts = new Set(
  "PARAM_ERROR INVALID_REQUEST APPID_MCHID_NOT_MATCH MCH_NOT_EXISTS NO_AUTH SIGN_ERROR RULE_LIMIT ACCOUNT_ERROR".split(" "),
);
const gone = new Set(["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS", "NOT_FOUND"]);

/** Money in through WeChat Pay. It knows a payment by our number; `ref` is its transaction id once there is one. */
export function wechatPayments(settings: WechatSettings, options: AdapterOptions = {}): PaymentProvider {
  const client = wechatClient(settings, options);
  const query: PaymentProvider["query"] = async ({ outNo }) =>
    paymentReply(await client.call("get", orderPath(outNo), { params: { mchid: settings.WECHAT_MCHID } }), outNo);
  const methods: PaymentMethodName[] = ["WECHAT_NATIVE", "WECHAT_H5"];
  return {
    name: "WECHAT",
    methods: settings.WECHAT_APP_SECRET ? [...methods, "WECHAT_JSAPI"] : methods,
    merchant: settings.WECHAT_MCHID,
    accepted: { status: 200, body: JSON.stringify({ code: "SUCCESS", message: "成功" }), type: "application/json" },
    start: (order) => start(client, order),
    query,
    async close({ outNo }) {
      const answer = await client.call("post", `${orderPath(outNo)}/close`, { data: { mchid: settings.WECHAT_MCHID } });
      if (answer.ok || answer.code === "ORDER_CLOSED") return { state: "CLOSED", reason: "closed" };
      if (gone.has(answer.code)) return { state: "NOT_FOUND" };
      return answer.code === "" ? { state: "UNKNOWN", reason: answer.reason } : query({ outNo, ref: null });
    },
    refund: (order) => sendWechatRefund(client, order),
    queryRefund: ({ refundNo }) => queryWechatRefund(client, refundNo),
    readNotice: async (raw) => client.readNotice(raw),
    downloadStatement: (day) => wechatStatement(client, day),
  };
}

const orderPath = (outNo: string) => `pay/transactions/out-trade-no/${encodeURIComponent(outNo)}`;

async function start(client: WechatClient, order: StartPayment): Promise<StartReply> {
  const { settings } = client;
  const ways: Partial<Record<PaymentMethodName, { path: string; extra: object | null }>> = {
    WECHAT_NATIVE: { path: "native", extra: {} },
    WECHAT_JSAPI: { path: "jsapi", extra: order.openid ? { payer: { openid: order.openid } } : null },
    WECHAT_H5: {
      path: "h5",
      extra: order.payerIp ? { scene_info: { payer_client_ip: order.payerIp, h5_info: { type: "Wap" } } } : null,
    },
  };
  const way = ways[order.method];
  if (!way?.extra) return { state: "FAILED", reason: `${order.method} cannot be started with what is known of the payer` };
  const data = {
    appid: settings.WECHAT_APPID,
    mchid: settings.WECHAT_MCHID,
    description: [...order.title].slice(0, 40).join(""), // at most 127 bytes
    out_trade_no: order.outNo,
    time_expire: wechatTime(order.expiresAt),
    notify_url: order.notifyUrl,
    amount: { total: Number(order.amountMinor), currency: order.currency },
    ...way.extra,
  };
  const answer = await client.call("post", `pay/transactions/${way.path}`, { data });
  if (!answer.ok) return { state: refusedStarts.has(answer.code) ? "FAILED" : "UNKNOWN", reason: answer.reason };
  return handoffOf(client, order, answer.data);
}

const started = z.object({ code_url: z.string().optional(), prepay_id: z.string().optional(), h5_url: z.string().optional() });

function handoffOf(client: WechatClient, order: StartPayment, data: unknown): StartReply {
  const { code_url, prepay_id, h5_url } = started.safeParse(data).data ?? {};
  if (code_url) return { state: "PENDING", handoff: { kind: "qr", text: code_url }, ref: null };
  if (h5_url) {
    const url = `${h5_url}${h5_url.includes("?") ? "&" : "?"}redirect_url=${encodeURIComponent(order.returnUrl)}`;
    return { state: "PENDING", handoff: { kind: "redirect", url }, ref: null };
  }
  if (!prepay_id) return { state: "UNKNOWN", reason: "the answer has nothing to pay with" };
  const appId = client.settings.WECHAT_APPID;
  const timeStamp = String(Math.floor(client.now().getTime() / 1000));
  const nonceStr = randomBytes(16).toString("hex");
  const pack = `prepay_id=${prepay_id}`;
  const paySign = client.sign(appId, timeStamp, nonceStr, pack);
  const params = { appId, timeStamp, nonceStr, package: pack, signType: "RSA", paySign };
  return { state: "PENDING", handoff: { kind: "jsapi", params }, ref: null };
}

const transaction = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.string(),
  trade_state_desc: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ total: z.number().int(), currency: z.string().default("CNY") }).optional(),
});

function paymentReply(answer: WechatAnswer, outNo: string): PaymentReply {
  if (!answer.ok) return gone.has(answer.code) ? { state: "NOT_FOUND" } : { state: "UNKNOWN", reason: answer.reason };
  const { data: found } = transaction.safeParse(answer.data);
  if (found?.out_trade_no !== outNo) return { state: "UNKNOWN", reason: "the answer is not about this payment" };
  const { trade_state, transaction_id, amount, success_time } = found;
  if (trade_state === "NOTPAY" || trade_state === "USERPAYING" || trade_state === "ACCEPT") return { state: "PENDING" };
  if (trade_state === "CLOSED" || trade_state === "REVOKED") return { state: "CLOSED", reason: trade_state };
  if (trade_state === "PAYERROR") return { state: "FAILED", reason: trade_state };
  // REFUND: it was paid, and (part of) it went back; the refund has a number of its own.
  if ((trade_state !== "SUCCESS" && trade_state !== "REFUND") || !transaction_id || !amount || !success_time)
    return { state: "UNKNOWN", reason: `trade state ${trade_state}` };
  return {
    state: "PAID",
    ref: transaction_id,
    amountMinor: BigInt(amount.total),
    currency: amount.currency,
    feeMinor: null,
    merchant: found.mchid,
    paidAt: new Date(success_time),
  };
}
