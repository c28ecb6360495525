/** Money in through a provider. Amounts are 分 of `currency` (bigint), times are UTC instants. Nothing here knows a noun or a row. */

export type PaymentProviderName = "STRIPE" | "WECHAT" | "ALIPAY" | "SANDBOX";
export type PaymentMethodName =
  | "STRIPE_CHECKOUT"
  | "WECHAT_NATIVE"
  | "WECHAT_JSAPI"
  | "WECHAT_H5"
  | "ALIPAY_PAGE"
  | "ALIPAY_WAP"
  | "SANDBOX";

export type StartPayment = {
  /** Our number of it, committed before the call; the provider knows the payment by it. */
  outNo: string;
  method: PaymentMethodName;
  amountMinor: bigint;
  currency: string;
  /** What the payer reads; no personal data. */
  title: string;
  expiresAt: Date;
  notifyUrl: string;
  /** Where the payer comes back to. Coming back proves nothing. */
  returnUrl: string;
  payerIp: string | null;
  /** WeChat JSAPI only. */
  openid?: string;
};

/** Where the payer goes: an address to open, a text to show as a QR code, or the parameters of WeixinJSBridge. */
export type Handoff =
  | { kind: "redirect"; url: string }
  | { kind: "qr"; text: string }
  | { kind: "jsapi"; params: Record<string, string> };

/** UNKNOWN: no definite answer (timeout, 5xx, a code never seen). Only a query can decide then. */
export type StartReply =
  | { state: "PENDING"; handoff: Handoff; ref: string | null }
  | { state: "FAILED"; reason: string }
  | { state: "UNKNOWN"; reason: string };

export type Paid = {
  state: "PAID";
  ref: string;
  amountMinor: bigint;
  currency: string;
  /** What the provider keeps; null when it does not say (then the configured rate counts). */
  feeMinor: bigint | null;
  /** Who was paid, to compare with the configured merchant. */
  merchant: string;
  paidAt: Date;
};
export type PaymentReply =
  | Paid
  | { state: "PENDING" }
  | { state: "CLOSED" | "FAILED"; reason: string }
  | { state: "NOT_FOUND" }
  | { state: "UNKNOWN"; reason: string };

export type SendRefund = {
  outNo: string;
  ref: string | null;
  refundNo: string;
  amountMinor: bigint;
  totalMinor: bigint;
  currency: string;
  reason: string;
  notifyUrl: string;
};
export type RefundReply =
  | { state: "DONE"; ref: string; amountMinor: bigint; at: Date }
  | { state: "PENDING"; ref: string | null }
  | { state: "FAILED"; reason: string }
  | { state: "NOT_FOUND" }
  | { state: "UNKNOWN"; reason: string };

/** A verified notice. It is a hint: what happened is then asked for. `body` holds no secret and may be kept. */
export type Notice = { eventId: string; kind: string; outNo: string | null; body: Record<string, unknown> };
export type RawNotice = { headers: Record<string, string | undefined>; body: string };

/** A line of a provider's statement. In positive, out negative. */
export type StatementLine = {
  lineId: string;
  kind: "PAYMENT" | "REFUND" | "PAYOUT" | "RETURN" | "FEE" | "OTHER";
  outNo: string | null;
  providerRef: string | null;
  amountMinor: bigint;
  feeMinor: bigint;
  at: Date;
  payee: string | null;
};

export type PaymentProvider = {
  name: PaymentProviderName;
  methods: readonly PaymentMethodName[];
  /** The merchant that must be named by what was paid. */
  merchant: string;
  start(order: StartPayment): Promise<StartReply>;
  query(order: { outNo: string; ref: string | null }): Promise<PaymentReply>;
  /** Closes an unpaid payment. PAID means it was too late. */
  close(order: { outNo: string; ref: string | null }): Promise<PaymentReply>;
  refund(order: SendRefund): Promise<RefundReply>;
  queryRefund(order: { outNo: string; refundNo: string; ref: string | null }): Promise<RefundReply>;
  /** Throws NoticeRefused when the signature, the age or the form is wrong. */
  readNotice(raw: RawNotice): Promise<Notice>;
  /** What to answer the provider so that it stops sending. */
  accepted: { status: number; body: string; type: string };
  /** The statement of a day "2026-11-22" of Asia/Shanghai; null when it is not ready yet. */
  downloadStatement(day: string): Promise<StatementLine[] | null>;
};

export class NoticeRefused extends Error {}

export const providerTimeoutMs = 20_000;
/** What tests turn: the clock, and how long an answer is waited for. */
export type AdapterOptions = { now?: () => Date; timeoutMs?: number };
