import { z } from "zod";
import type { WechatSettings } from "#lib/env-providers.ts";
import { day } from "#lib/time.ts";
import type { AdapterOptions } from "../payment/payment.ts";
import { type WechatAnswer, type WechatClient, wechatClient } from "../payment/wechat-client.ts";
import type { PayoutProvider, PayoutReply, SendPayout } from "./payout.ts";

const path = "fund-app/mch-transfer/transfer-bills";
const billPath = (outNo: string) => `${path}/out-bill-no/${encodeURIComponent(outNo)}`;

/**
 * Money out by 商家转账: the payee confirms in WeChat within 24 hours. A status other than 200 says nothing about the bill
 * but that our account is short; only the bill's own state is definite. Our number has letters and digits only.
 */
export function wechatPayouts(settings: WechatSettings, options: AdapterOptions = {}): PayoutProvider {
  const client = wechatClient(settings, options);
  const query: PayoutProvider["query"] = async ({ outNo }) => replyOf(await client.call("get", billPath(outNo)), settings, outNo);
  return {
    name: "WECHAT",
    payeeKinds: ["WECHAT"],
    minMinor: 10n,
    maxMinor: 2_000_000n,
    inFlightMs: 600_000,
    resendable: true,
    send: (order) => send(client, order),
    query,
    async cancel({ outNo }) {
      const answer = await client.call("post", `${billPath(outNo)}/cancel`);
      if (answer.ok) return replyOf(answer, settings, outNo);
      return answer.code === "" ? { state: "UNKNOWN", reason: answer.reason } : query({ outNo, ref: null });
    },
    readNotice: async (raw) => client.readNotice(raw),
  };
}

async function send(client: WechatClient, order: SendPayout): Promise<PayoutReply> {
  const { settings } = client;
  // WeChat compares the name with the payee's own; it takes none below 0.30 yuan and wants one from 2,000.00 on.
  const user_name = order.amountMinor >= 30n && order.payee.holderName ? client.seal(order.payee.holderName) : undefined;
  const data = {
    appid: settings.WECHAT_APPID,
    out_bill_no: order.outNo,
    transfer_scene_id: settings.WECHAT_TRANSFER_SCENE,
    openid: order.payee.number,
    user_name,
    transfer_amount: Number(order.amountMinor),
    transfer_remark: [...(order.memo || order.outNo)].slice(0, 32).join(""),
    notify_url: order.notifyUrl || undefined,
    transfer_scene_report_infos: settings.WECHAT_TRANSFER_REPORT,
  };
  const answer = await client.call("post", path, { data, sealed: user_name !== undefined });
  if (!answer.ok && answer.code === "NOT_ENOUGH") return { state: "FAILED", reason: answer.reason, balanceShort: true };
  // What is missing here, "not found" above all, is no answer to an order.
  if (!answer.ok) return { state: "UNKNOWN", reason: answer.reason };
  return replyOf(answer, settings, order.outNo);
}

const bill = z.object({
  mch_id: z.string().optional(),
  out_bill_no: z.string(),
  transfer_bill_no: z.string(),
  state: z.string(),
  transfer_amount: z.number().int().optional(),
  fail_reason: z.string().optional(),
  package_info: z.string().optional(),
  create_time: z.string().optional(),
  update_time: z.string().optional(),
});

function replyOf(answer: WechatAnswer, settings: WechatSettings, outNo: string): PayoutReply {
  if (!answer.ok)
    return answer.status === 404 && answer.code === "NOT_FOUND"
      ? { state: "NOT_FOUND" }
      : { state: "UNKNOWN", reason: answer.reason };
  const { data: found } = bill.safeParse(answer.data);
  if (found?.out_bill_no !== outNo || (found.mch_id ?? settings.WECHAT_MCHID) !== settings.WECHAT_MCHID)
    return { state: "UNKNOWN", reason: "the answer is not about this transfer" };
  const { transfer_bill_no: ref, state, transfer_amount, fail_reason, package_info, create_time, update_time } = found;
  switch (state) {
    case "WAIT_USER_CONFIRM": {
      const confirmBy = new Date(Date.parse(create_time ?? "") + day);
      if (Number.isNaN(confirmBy.getTime())) return { state: "PENDING", ref };
      return { state: "WAITING", ref, confirm: package_info ?? "", confirmBy };
    }
    case "ACCEPTED":
    case "PROCESSING":
    case "TRANSFERING":
    case "CANCELING":
      return { state: "PENDING", ref };
    case "SUCCESS":
      // The answer to an order has no amount: the query that follows has.
      if (transfer_amount === undefined) return { state: "PENDING", ref };
      return {
        state: "PAID",
        ref,
        amountMinor: BigInt(transfer_amount),
        feeMinor: 0n,
        at: new Date(update_time ?? create_time ?? 0),
      };
    case "FAIL":
      return { state: "FAILED", reason: fail_reason || "FAIL" };
    case "CANCELLED":
      return { state: "CANCELLED", reason: fail_reason || "CANCELLED" };
    default:
      return { state: "UNKNOWN", reason: `bill state ${state}` };
  }
}
