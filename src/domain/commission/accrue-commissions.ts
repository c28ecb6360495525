import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { plusDays } from "#lib/time.ts";
import { findChain, findRulesFor } from "./queries-accrual.ts";
import { rankRules, splitCommission } from "./rules.ts";

export type AccrualInput = {
  redemptionId: string;
  distributorId: string;
  productId: string;
  retailPriceMinor: bigint;
  purchasePriceMinor: bigint;
  currency: string;
  at: Date;
};
export type Accrued = { count: number; totalMinor: bigint };

/**
 * Freezes what the seller and its uplines earn from one redemption, in the redemption's own transaction: commission rows and one
 * posting. Whoever is frozen, missing or beyond the network's depth earns nothing; that share stays with the platform. How long a share
 * stays frozen is its earner's level's word, or the setting's.
 */
export async function accrueCommissions(tx: TxCtx, input: AccrualInput): Promise<Accrued> {
  const { networkDepth, holdDays } = await getSettings(tx);
  const chain = await findChain(tx, input.distributorId, networkDepth);
  const seller = chain[0];
  if (!seller) return { count: 0, totalMinor: 0n };
  const { categoryId, rules } = await findRulesFor(tx, { productId: input.productId, levelId: seller.levelId });
  if (!categoryId) return { count: 0, totalMinor: 0n };
  const { winner: rule } = rankRules(rules, { productId: input.productId, categoryId, levelId: seller.levelId });
  if (!rule) return { count: 0, totalMinor: 0n };

  const holdOf = new Map(chain.map((person) => [person.distributorId, person.holdDays ?? holdDays]));
  const born = splitCommission(rule, input, chain, networkDepth).flatMap(({ kept, distributorId, ...earning }) =>
    kept || !distributorId
      ? []
      : [
          {
            ...earning,
            id: newId(tx.now.getTime()),
            redemptionId: input.redemptionId,
            distributorId,
            ruleId: rule.id,
            kind: rule.kind,
            currency: input.currency,
            dueAt: plusDays(input.at, holdOf.get(distributorId) ?? holdDays),
            createdAt: input.at,
          },
        ],
  );
  if (born.length === 0) return { count: 0, totalMinor: 0n };
  await tx.db.commission.createMany({ data: born });
  const totalMinor = born.reduce((sum, one) => sum + one.amountMinor, 0n);
  await postTransaction(tx, {
    kind: "commission",
    reference: input.redemptionId,
    currency: input.currency,
    lines: [
      { account: { kind: "COMMISSION_EXPENSE" }, debitMinor: totalMinor },
      ...born.map((one) => ({
        account: { kind: "COMMISSION_FROZEN" as const, ownerId: one.distributorId },
        creditMinor: one.amountMinor,
      })),
    ],
  });
  return { count: born.length, totalMinor };
}
