import { createHash } from "node:crypto";

/** The platform's accounts. CASH_…: money a provider holds for us. SUSPENSE: money whose owner is not known yet. */
export const systemKinds = [
  "BANK",
  "CASH_STRIPE",
  "CASH_WECHAT",
  "CASH_ALIPAY",
  "CASH_SANDBOX",
  "SALES",
  "BREAKAGE",
  "COMMISSION_EXPENSE",
  "FEES",
  "TAX_WITHHELD",
  "SUSPENSE",
] as const;
/** A distributor's accounts, never below zero: what we owe him; OUTGOING: on its way to him; RECEIVABLE: what he owes us. */
export const ownedKinds = ["PREPAID", "COMMISSION_FROZEN", "COMMISSION_PAYABLE", "OUTGOING", "RECEIVABLE"] as const;
export type SystemAccountKind = (typeof systemKinds)[number];
export type OwnedAccountKind = (typeof ownedKinds)[number];
export type AccountKind = SystemAccountKind | OwnedAccountKind;
export type AccountRef = { kind: SystemAccountKind } | { kind: OwnedAccountKind; ownerId: string };

/** A stored balance is sign × what we owe: a receivable counts what the owner owes. */
export const signOf = (kind: OwnedAccountKind): 1 | -1 => (kind === "RECEIVABLE" ? -1 : 1);

/** An account's id follows from what it is, so posting needs no look-up. The first migration makes the platform's the same way. */
export function accountId(ref: AccountRef, currency = "CNY"): string {
  const hex = createHash("md5")
    .update(`${ref.kind}|${"ownerId" in ref ? ref.ownerId : ""}|${currency}`)
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export type Line = { account: AccountRef; debitMinor: bigint } | { account: AccountRef; creditMinor: bigint };

/** Debit positive, credit negative. Throws when the lines could not be one transaction. */
export function signedLines(lines: readonly Line[]): { account: AccountRef; amountMinor: bigint }[] {
  const signed = lines.map((line) => ({
    account: line.account,
    amountMinor: "debitMinor" in line ? line.debitMinor : -line.creditMinor,
  }));
  if (signed.length < 2) throw new RangeError("a transaction has at least two lines");
  if (lines.some((line) => ("debitMinor" in line ? line.debitMinor : line.creditMinor) <= 0n))
    throw new RangeError("amounts are positive");
  if (signed.reduce((sum, line) => sum + line.amountMinor, 0n) !== 0n) throw new RangeError("debits and credits differ");
  return signed;
}
