import type { Db } from "#lib/db.ts";
import { earningRules } from "./rules-earnings.ts";
import { ledgerRules } from "./rules-ledger.ts";
import { paymentRules } from "./rules-payments.ts";
import { payoutRules } from "./rules-payouts.ts";
import { reconciliationRules } from "./rules-reconciliation.ts";
import { statementRules } from "./rules-statements.ts";
import { tradeRules } from "./rules-trade.ts";
import { voucherRules } from "./rules-vouchers.ts";

/** What must be true of any installation at any moment. */
export const invariants: Record<string, string> = {
  ...ledgerRules,
  ...tradeRules,
  ...paymentRules,
  ...earningRules,
  ...statementRules,
  ...payoutRules,
  ...reconciliationRules,
  ...voucherRules,
};

export type Checked = { rule: string; wrong: object[]; ms: number };

/** Every rule with what breaks it (at most ten rows each). An installation in order has only empty lists. */
export async function checkInvariants(db: Pick<Db, "$queryRawUnsafe">): Promise<Checked[]> {
  const results: Checked[] = [];
  for (const [rule, sql] of Object.entries(invariants)) {
    const started = performance.now();
    const wrong = await db.$queryRawUnsafe<object[]>(`SELECT * FROM (${sql}) broken LIMIT 10`);
    results.push({ rule, wrong, ms: performance.now() - started });
  }
  return results;
}
