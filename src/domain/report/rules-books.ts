import { type AccountKind, ownedKinds, systemKinds } from "#domain/ledger/rules.ts";

/** Pure: how the books are read. */
export const accountKinds = [...systemKinds, ...ownedKinds] as const;

/** What a kind of account is to the platform. Assets and expenses grow by debits, liabilities and income by credits. */
export const accountGroups = {
  ASSETS: ["BANK", "CASH_STRIPE", "CASH_WECHAT", "CASH_ALIPAY", "CASH_SANDBOX", "RECEIVABLE"],
  LIABILITIES: ["PREPAID", "COMMISSION_FROZEN", "COMMISSION_PAYABLE", "OUTGOING", "TAX_WITHHELD", "SUSPENSE"],
  INCOME: ["SALES", "BREAKAGE"],
  EXPENSES: ["COMMISSION_EXPENSE", "FEES"],
} as const satisfies Record<string, readonly AccountKind[]>;
export type AccountGroup = keyof typeof accountGroups;
export const groupNames = Object.keys(accountGroups) as AccountGroup[];

/** Every kind of posting there is; a reversal has its kind with ".reversal" behind it. */
export const transactionKinds = [
  ...(["topup", "refund.reserve", "refund", "purchase", "recall", "breakage", "commission", "clawback", "adjustment"] as const),
  ...(["settlement", "dispute", "withdrawal", "payout.reserve", "payout", "reconciliation"] as const),
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/** "payout.reserve.reversal" → payout.reserve, reversed. */
export function readKind(kind: string): { base: TransactionKind | null; reversal: boolean } {
  const plain = kind.replace(/\.reversal$/, "");
  return { base: transactionKinds.find((one) => one === plain) ?? null, reversal: plain !== kind };
}
