import { z } from "zod";
import type { AlipaySettings } from "#lib/env-providers.ts";
import { formatYuan, parseYuan } from "#lib/money.ts";
import { type AlipayClient, alipayClient, timeOf } from "../payment/alipay-client.ts";
import type { AdapterOptions } from "../payment/payment.ts";
import type { PayoutProvider, PayoutReply, SendPayout } from "./payout.ts";

/** How Alipay finds a transfer by our number. */
const product = { product_code: "TRANS_ACCOUNT_NO_PWD", biz_scene: "DIRECT_TRANSFER" };
const short = new Set(["PAYER_BALANCE_NOT_ENOUGH", "BALANCE_IS_NOT_ENOUGH"]);
/** Refused for good, by the payee's account or a limit of ours: no money moved. What is not here is no answer. */
const refused = new Set([
  ...["INVALID_PARAMETER", "PAYEE_NOT_EXIST", "PAYEE_USER_INFO_ERROR", "PAYEE_ACCOUNT_STATUS_ERROR", "PAYEE_CERT_INFO_ERROR"],
  ...["PAYEE_ACC_OCUPIED", "PAYEE_NOT_RELNAME_CERTIFY", "PERM_AML_NOT_REALNAME_REV", "NO_ACCOUNT_RECEIVE_PERMISSION"],
  ...["EXCEED_LIMIT_DM_MAX_AMOUNT", "EXCEED_LIMIT_SM_AMOUNT", "EXCEED_LIMIT_SM_MIN_AMOUNT", "EXCEED_LIMIT_UNRN_DM_AMOUNT"],
  ...[
    "PAYER_PAYEE_CANNOT_SAME",
    "PERMIT_CHECK_PERM_LIMITED",
    "PAYER_STATUS_ERROR",
    "MEMO_REQUIRED_IN_TRANSFER_ERROR",
    "PAYCARD_UNABLE_PAYMENT",
  ],
]);

/** Money out to Alipay accounts. The identical order under its number is always safe: Alipay answers it with the first result. */
export function alipayPayouts(settings: AlipaySettings, options: AdapterOptions = {}): PayoutProvider {
  const client = alipayClient(settings, options);
  const query: PayoutProvider["query"] = ({ outNo }) => queryTransfer(client, outNo);
  return {
    name: "ALIPAY",
    payeeKinds: ["ALIPAY"],
    minMinor: 10n,
    maxMinor: 5_000_000n,
    inFlightMs: 600_000,
    resendable: true,
    send: (order) => send(client, order),
    query,
    cancel: query, // nothing waits for anybody
    readNotice: async (raw) => client.readNotice(raw),
  };
}

async function send(client: AlipayClient, order: SendPayout): Promise<PayoutReply> {
  const { number, holderName } = order.payee;
  const answer = await client.call("alipay.fund.trans.uni.transfer", {
    ...product,
    out_biz_no: order.outNo,
    trans_amount: formatYuan(order.amountMinor),
    order_title: order.memo.slice(0, 64),
    payee_info: {
      identity: number,
      identity_type: /^2088\d{12}$/.test(number) ? "ALIPAY_USER_ID" : "ALIPAY_LOGON_ID",
      name: holderName,
    },
    remark: order.memo.slice(0, 100),
  });
  if (!answer.ok) {
    if (short.has(answer.code)) return { state: "FAILED", reason: answer.reason, balanceShort: true };
    return { state: refused.has(answer.code) ? "FAILED" : "UNKNOWN", reason: answer.reason };
  }
  // This answer does not say the amount, and a number used before answers with what it did then: the query says it all.
  const found = await queryTransfer(client, order.outNo);
  return found.state === "UNKNOWN" || found.state === "NOT_FOUND" ? { state: "PENDING", ref: null } : found;
}

const transfer = z.object({
  out_biz_no: z.string(),
  order_id: z.string().optional(),
  pay_fund_order_id: z.string().optional(),
  status: z.string(),
  trans_amount: z.string().optional(),
  order_fee: z.string().optional(),
  pay_date: z.string().optional(),
  error_code: z.string().optional(),
  fail_reason: z.string().optional(),
});

async function queryTransfer(client: AlipayClient, outNo: string): Promise<PayoutReply> {
  const answer = await client.call("alipay.fund.trans.common.query", { ...product, out_biz_no: outNo });
  if (!answer.ok) return answer.code === "ORDER_NOT_EXIST" ? { state: "NOT_FOUND" } : { state: "UNKNOWN", reason: answer.reason };
  const { data: found } = transfer.safeParse(answer.data);
  if (found?.out_biz_no !== outNo) return { state: "UNKNOWN", reason: "the answer is not about this transfer" };
  const ref = found.order_id ?? found.pay_fund_order_id ?? outNo;
  const why = found.error_code || found.fail_reason || found.status;
  const amountMinor = parseYuan(found.trans_amount ?? "");
  switch (found.status) {
    case "SUCCESS": {
      if (amountMinor === null || !found.pay_date) return { state: "UNKNOWN", reason: "paid, but not how much" };
      return { state: "PAID", ref, amountMinor, feeMinor: parseYuan(found.order_fee ?? "0") ?? 0n, at: timeOf(found.pay_date) };
    }
    case "REFUND":
      return { state: "RETURNED", ref, reason: why };
    case "FAIL":
      return { state: "FAILED", reason: why };
    case "CLOSED":
      return { state: "CANCELLED", reason: why };
    case "INIT":
    case "DEALING":
    case "WAIT_PAY":
      return { state: "PENDING", ref };
    default:
      return { state: "UNKNOWN", reason: `status ${found.status}` };
  }
}
