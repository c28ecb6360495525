import type { PaymentMethodName, PaymentReply, RefundReply } from "#adapters/payment/payment.ts";
import type { Device, OnlineProvider } from "#domain/provider/rules.ts";
import { day, dayKey, hour, minute, second } from "#lib/time.ts";
import type { PaymentState, RefundState } from "./schema.ts";

export const paymentNo = (no: number): string => `SK-${String(no).padStart(6, "0")}`;
export const refundNo = (no: number): string => `TK-${String(no).padStart(6, "0")}`;

/** How long a payer has. Stripe wants half an hour at least; WeChat's code lives two hours. */
export const payWithin = hour;

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Our number of it at the provider: readable, 25 characters of those all of them allow, 80 random bits. */
export const outNoOf = (prefix: "P" | "R", now: Date, random: Uint8Array): string =>
  `${prefix}${dayKey(now).replaceAll("-", "")}${[...random.slice(0, 16)].map((byte) => letters[byte % 32]).join("")}`;

/** What a provider offers to this device; null: nothing. */
export function methodOn(device: Device, methods: readonly PaymentMethodName[]): PaymentMethodName | null {
  const wanted: Record<Device, readonly PaymentMethodName[]> = {
    desktop: ["WECHAT_NATIVE", "ALIPAY_PAGE", "STRIPE_CHECKOUT", "SANDBOX"],
    phone: ["WECHAT_H5", "ALIPAY_WAP", "STRIPE_CHECKOUT", "SANDBOX"],
    wechat: ["WECHAT_JSAPI", "STRIPE_CHECKOUT", "SANDBOX"],
  };
  return wanted[device].find((method) => methods.includes(method)) ?? null;
}

export const providerOf = (method: PaymentMethodName): OnlineProvider =>
  (["STRIPE", "WECHAT", "ALIPAY"] as const).find((name) => method.startsWith(name)) ?? "SANDBOX";

const waits = [10 * second, 30 * second, minute, 2 * minute, 5 * minute, 15 * minute, hour, 6 * hour];
const followedFor = 30 * day;

/** How long after its n-th question (0: its birth) something is asked about again. */
export const waitAfter = (asked: number): number => waits[asked] ?? day;

type Followed = { state: PaymentState; queryCount: number; createdAt: Date; expiresAt: Date; closedAt: Date | null };

/** When a payment is asked about next. One that ended without money is looked at for thirty days more: late successes happen. */
export function nextQueryAt(payment: Followed, now: Date): Date | null {
  if (payment.state === "PAID" || now.getTime() - payment.createdAt.getTime() > followedFor) return null;
  if (payment.state === "CREATED" || payment.state === "PENDING") {
    const due = now.getTime() + waitAfter(payment.queryCount);
    return new Date(payment.expiresAt > now ? Math.min(due, payment.expiresAt.getTime()) : due);
  }
  const ended = now.getTime() - (payment.closedAt ?? now).getTime();
  return new Date(now.getTime() + (ended < hour ? hour : ended < 7 * hour ? 6 * hour : day));
}

type Expected = { state: PaymentState; amountMinor: bigint; currency: string };
export type Verdict =
  | { move: "PAID" }
  | { move: "CLOSED" | "FAILED"; reason: string }
  | { move: "PENDING" }
  | { move: "mismatch"; wrong: string[] }
  | { move: "none" };

/** What a provider's answer does to a payment. Only the whole amount, in our currency, to our merchant is a payment. */
export function judge(payment: Expected, reply: PaymentReply, merchant: string): Verdict {
  const open = payment.state === "CREATED" || payment.state === "PENDING";
  if (reply.state === "PAID") {
    const wrong = [
      ...(reply.amountMinor === payment.amountMinor ? [] : ["amount"]),
      ...(reply.currency.toUpperCase() === payment.currency ? [] : ["currency"]),
      ...(reply.merchant === merchant ? [] : ["merchant"]),
    ];
    if (wrong.length > 0) return { move: "mismatch", wrong };
    return payment.state === "PAID" ? { move: "none" } : { move: "PAID" };
  }
  if ((reply.state === "CLOSED" || reply.state === "FAILED") && open)
    return { move: reply.state, reason: reply.reason.slice(0, 200) };
  if (reply.state === "PENDING" && payment.state === "CREATED") return { move: "PENDING" };
  return { move: "none" };
}

/** A refund with an end of its own. SENDING … UNKNOWN hang on the provider. */
export const isSent = (state: RefundState): boolean => state === "SENDING" || state === "PENDING" || state === "UNKNOWN";
type RefundVerdict =
  | { move: "DONE"; ref: string; at: Date }
  | { move: "FAILED"; reason: string }
  | { move: "PENDING"; ref: string | null }
  | { move: "UNKNOWN" | "mismatch" | "none" };

export function judgeRefund(refund: { state: RefundState; amountMinor: bigint }, reply: RefundReply): RefundVerdict {
  if (refund.state === "DONE" && reply.state === "FAILED") return { move: "mismatch" };
  if (!isSent(refund.state)) return { move: "none" };
  if (reply.state === "DONE")
    return reply.amountMinor === refund.amountMinor ? { move: "DONE", ref: reply.ref, at: reply.at } : { move: "mismatch" };
  if (reply.state === "FAILED") return { move: "FAILED", reason: reply.reason.slice(0, 200) };
  if (reply.state === "PENDING") return refund.state === "PENDING" ? { move: "none" } : { move: "PENDING", ref: reply.ref };
  return refund.state === "SENDING" && reply.state === "UNKNOWN" ? { move: "UNKNOWN" } : { move: "none" };
}

/** "Not found" is believed only after this: the order may still be on its way. */
const inFlight = 5 * minute;
/** Stripe forgets a key after a day and would take the same order twice: after this only a person may go on. */
const resendFor = 20 * hour;

/** The identical order, under its own number, may be sent again when the provider has no trace of it. */
export function mayResend(sentAt: Date, now: Date): boolean {
  const age = now.getTime() - sentAt.getTime();
  return age >= inFlight && age < resendFor;
}

/** Nobody could say for a day what became of it: a person must look. */
export const isStuck = (since: Date, now: Date): boolean => now.getTime() - since.getTime() >= day;

/** Where a top-up stands, in one word for whoever put the money in. */
export type TopUpStage = "WAITING" | "HELD" | "TO_CONFIRM" | "CONFIRMED" | "CLOSED" | "FAILED" | "REJECTED";

/** HELD: something was paid, but not what was asked; a person looks at it. TO_CONFIRM: a transfer nobody has found in the bank yet. */
export function stageOf(
  status: "PENDING" | "CONFIRMED" | "REJECTED",
  payment: { state: PaymentState; reason: string | null } | null,
): TopUpStage {
  if (status === "CONFIRMED") return "CONFIRMED";
  if (!payment) return status === "PENDING" ? "TO_CONFIRM" : "REJECTED";
  if (payment.reason === "mismatch") return "HELD";
  return payment.state === "CLOSED" || payment.state === "FAILED" ? payment.state : "WAITING";
}
