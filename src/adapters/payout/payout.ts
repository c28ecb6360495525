import type { Notice, RawNotice } from "../payment/payment.ts";

/** Money out through a provider. Amounts are 分 of `currency` (bigint). Nothing here knows a noun or a row. */

export type PayoutProviderName = "STRIPE" | "WECHAT" | "ALIPAY" | "SANDBOX";
export type PayeeKindName = "WECHAT" | "ALIPAY" | "BANK" | "STRIPE";

export type SendPayout = {
  /** Our number, committed before the call. Sending the same number twice must never pay twice. */
  outNo: string;
  amountMinor: bigint;
  currency: string;
  payee: { kind: PayeeKindName; number: string; holderName: string };
  memo: string;
  notifyUrl: string;
};

/**
 * FAILED is definite: no money moved and none will under this number; `balanceShort` when our own balance did not suffice.
 * UNKNOWN: no definite answer (timeout, 5xx, a code never seen). NOT_FOUND may mean "still being accepted".
 * WAITING: the payee must confirm by `confirmBy`; `confirm` is what he confirms with: WeChat's
 * package_info, or in the sandbox the path of a page; "" when this answer does not say it (keep what was said before; the identical order says it again). RETURNED: it was paid and came back.
 */
export type PayoutReply =
  | { state: "PENDING"; ref: string | null }
  | { state: "WAITING"; ref: string | null; confirm: string; confirmBy: Date }
  | { state: "PAID"; ref: string; amountMinor: bigint; feeMinor: bigint; at: Date }
  | { state: "RETURNED"; ref: string; reason: string }
  | { state: "FAILED"; reason: string; balanceShort?: boolean }
  | { state: "CANCELLED"; reason: string }
  | { state: "NOT_FOUND" }
  | { state: "UNKNOWN"; reason: string };

export type PayoutProvider = {
  name: PayoutProviderName;
  payeeKinds: readonly PayeeKindName[];
  minMinor: bigint;
  maxMinor: bigint;
  /** After so many ms without trace, "not found" is believable. Before, it is not. */
  inFlightMs: number;
  /** Whether the identical request may be sent again under the same number when a query finds nothing. */
  resendable: boolean;
  send(order: SendPayout): Promise<PayoutReply>;
  query(order: { outNo: string; ref: string | null }): Promise<PayoutReply>;
  /** Takes back one that waits for the payee. The reply says what became of it. */
  cancel(order: { outNo: string; ref: string | null }): Promise<PayoutReply>;
  readNotice(raw: RawNotice): Promise<Notice>;
};
