import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { rankRules, type Sale, splitCommission } from "./rules.ts";

/** What each depth earns from one redemption: 1 is the seller, 2 the upline. */
export type OfferedShare = { depth: number; amountMinor: bigint };

/**
 * For recruitment pages: what the rules in force would pay for one voucher of each product sold by somebody of a level whose
 * uplines are all there. Public: it tells amounts, not rules.
 */
export async function listOfferedShares(ctx: Ctx, sales: readonly Sale[]): Promise<Map<string, OfferedShare[]>> {
  authorize(ctx, "application:submit");
  const { networkDepth } = await getSettings(ctx);
  const rules = await ctx.db.commissionRule.findMany({ where: { active: true }, include: { shares: true }, take: 1000 });
  const chain = Array.from({ length: networkDepth }, (_, i) => ({ distributorId: String(i), depth: i + 1, frozen: false }));
  return new Map(
    sales.map((sale) => {
      const { winner } = rankRules(rules, sale);
      const earnings = winner ? splitCommission(winner, sale, chain, networkDepth) : [];
      const paid = earnings.filter((earning) => earning.kept === null);
      return [sale.productId, paid.map(({ depth, amountMinor }) => ({ depth, amountMinor }))];
    }),
  );
}
