import type { StatementLine } from "#adapters/payment/payment.ts";
import { maskNumber, normalNumber, type PayeeKind, validNumber } from "#domain/payee/rules.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { normalReference } from "#domain/topup/schema.ts";
import { hour, minute } from "#lib/time.ts";

/** Why a line and its document do not agree. */
export const differences = ["amount", "fee", "payee", "state"] as const;
export type Difference = (typeof differences)[number];

export const lineKinds = ["PAYMENT", "REFUND", "PAYOUT", "RETURN", "FEE", "OTHER"] as const;
export const lineOutcomes = ["UNMATCHED", "MATCHED", "EXTRA", "DIFFERENT"] as const;
export type LineKind = (typeof lineKinds)[number];
export type LineOutcome = (typeof lineOutcomes)[number];

/** What happened so shortly before midnight may stand on the provider's next day: it is not missing before that day is here. */
export const midnightMs = 15 * minute;
/** … or before this has passed. */
export const graceMs = 48 * hour;
/** A day with movements whose statement has not come by then is an incident itself. */
export const statementDueMs = 72 * hour;

/** Where a statement line's own money goes when a person books it: what it cost, or money in transit or of an unknown owner. */
export const bookings = ["FEES", "SUSPENSE"] as const;
export type Booking = (typeof bookings)[number];

const payeeKindOf: Record<ProviderName, PayeeKind | null> = {
  ALIPAY: "ALIPAY",
  WECHAT: "WECHAT",
  STRIPE: "STRIPE",
  BANK: "BANK",
  SANDBOX: null,
};

/** An account's number is kept masked, with what it is found by; a name is kept as it is. */
export function payeeOf(
  provider: ProviderName,
  text: string | null,
): { shown: string | null; number: [PayeeKind, string] | null } {
  const plain = text?.normalize("NFKC").trim() ?? "";
  const kind = payeeKindOf[provider];
  if (!plain) return { shown: null, number: null };
  const number = kind ? normalNumber(kind, plain) : "";
  if (!kind || !validNumber(kind, number)) return { shown: plain.slice(0, 120), number: null };
  return { shown: maskNumber(kind, number), number: [kind, number] };
}

/** Our own number inside what somebody wrote as purpose of a transfer. */
export const ownNumberIn = (text: string): string | null =>
  /[A-Z]\d{8}[A-HJ-NP-Z2-9]{16}/.exec(normalReference(text))?.[0] ?? null;

/** The same line told again says the same; the order of a statement's lines says nothing. */
export const lineText = (line: Pick<StatementLine, "lineId" | "kind" | "outNo" | "amountMinor" | "feeMinor">): string =>
  [line.lineId, line.kind, line.outNo ?? "", line.amountMinor, line.feeMinor].join("|");
