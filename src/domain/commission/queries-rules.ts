import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { findChain, findRulesFor } from "./queries-accrual.ts";
import { byPrecedence, type Earning, type Lost, type RuleFacts, rankRules, specificity, splitCommission } from "./rules.ts";
import { type QuoteInput, quoteInput } from "./schema.ts";

const ruleLimit = 500;
const parts = {
  shares: { select: { depth: true, value: true }, orderBy: { depth: "asc" } },
  product: { select: { name: true } },
  category: { select: { name: true } },
  level: { select: { name: true } },
} as const satisfies Prisma.CommissionRuleInclude;
type Loaded = Prisma.CommissionRuleGetPayload<{ include: typeof parts }>;

export type RuleRow = RuleFacts & {
  productName: string | null;
  categoryName: string | null;
  levelName: string | null;
  specificity: number;
  /** An active rule of the very same scope that is newer: this one never applies. */
  shadowedBy: string | null;
  archivedAt: Date | null;
  replacedBy: string | null;
  createdAt: Date;
};

const row = ({ product, category, level, ...rule }: Loaded): RuleRow => ({
  ...rule,
  productName: product?.name ?? null,
  categoryName: category?.name ?? null,
  levelName: level?.name ?? null,
  specificity: specificity(rule),
  shadowedBy: null,
});

/** Rules in the order in which they win; archived ones are older versions and removed rules, newest first. */
export async function listRules(ctx: Ctx, filter: { archived?: boolean } = {}): Promise<RuleRow[]> {
  authorize(ctx, "commission:read");
  const where = { archivedAt: filter.archived ? { not: null } : null };
  const found = await ctx.db.commissionRule.findMany({ where, include: parts, orderBy: { id: "desc" }, take: ruleLimit });
  const rules = found.map(row);
  if (filter.archived) return rules;
  const seen = new Map<string, string>();
  return rules.sort(byPrecedence).map((rule) => {
    const scope = `${rule.productId}|${rule.categoryId}|${rule.levelId}`;
    const shadowedBy = rule.active ? (seen.get(scope) ?? null) : null;
    if (rule.active && !shadowedBy) seen.set(scope, rule.name);
    return { ...rule, shadowedBy };
  });
}

export type RuleDetail = RuleRow & { earnedCount: number; earnedMinor: bigint; previous: { id: string; archivedAt: Date }[] };

export async function getRule(ctx: Ctx, id: string): Promise<RuleDetail> {
  authorize(ctx, "commission:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const rule = await ctx.db.commissionRule.findUnique({ where: { id }, include: parts });
  if (!rule) throw new DomainError("NOT_FOUND");
  const [earned, previous] = await Promise.all([
    ctx.db.commission.aggregate({
      where: { ruleId: id, status: { not: "REVERSED" } },
      _count: true,
      _sum: { amountMinor: true },
    }),
    ctx.db.$queryRaw<{ id: string; archivedAt: Date }[]>`
      WITH RECURSIVE older AS (
        SELECT id, archived_at, 1 AS step FROM commission_rule WHERE replaced_by = ${id}::uuid
        UNION ALL
        SELECT r.id, r.archived_at, older.step + 1 FROM older JOIN commission_rule r ON r.replaced_by = older.id WHERE older.step < 50
      ) SELECT id::text AS id, archived_at AS "archivedAt" FROM older ORDER BY step`,
  ]);
  return { ...row(rule), earnedCount: earned._count, earnedMinor: earned._sum.amountMinor ?? 0n, previous };
}

export type QuoteLine = Earning & { distributorName: string | null; totalMinor: bigint };
export type Quote = {
  rule: RuleFacts | null;
  others: { id: string; name: string; why: Lost }[];
  lines: QuoteLine[];
  quantity: number;
  retailPriceMinor: bigint;
  /** What a distributor of the seller's level pays for one; null when the product has no price at that level. */
  purchasePriceMinor: bigint | null;
  costMinor: bigint;
  paidMinor: bigint;
};

/** "What would this pay?": the same rules, chain and split as a real redemption now, without writing anything. */
export async function quoteCommissions(ctx: Ctx, input: QuoteInput): Promise<Quote> {
  authorize(ctx, "commission:read");
  const { productId, distributorId, quantity } = quoteInput.parse(input);
  const { networkDepth } = await getSettings(ctx);
  const chain = await findChain(ctx, distributorId, networkDepth);
  const seller = chain[0];
  const product = await ctx.db.product.findUnique({
    where: { id: productId },
    include: { prices: { where: { levelId: seller?.levelId ?? productId } } },
  });
  if (!seller || !product) throw new DomainError("NOT_FOUND");
  const facts = { productId, categoryId: product.categoryId, levelId: seller.levelId };
  const price = product.prices[0]?.priceMinor ?? null;
  const sale = { retailPriceMinor: product.retailPriceMinor, purchasePriceMinor: price ?? 0n };
  const [{ rules }, all] = await Promise.all([findRulesFor(ctx, facts), listRules(ctx)]);
  const { winner } = rankRules(rules, facts);
  const { others } = rankRules(all, facts);
  const names = new Map(chain.map((person) => [person.distributorId, person.name]));
  const lines = (winner ? splitCommission(winner, sale, chain, networkDepth) : []).map((line) => ({
    ...line,
    distributorName: line.distributorId ? (names.get(line.distributorId) ?? null) : null,
    totalMinor: line.kept ? 0n : line.amountMinor * BigInt(quantity),
  }));
  return {
    rule: winner,
    others: others.map(({ rule, why }) => ({ id: rule.id, name: rule.name, why })),
    ...{ lines, quantity, retailPriceMinor: sale.retailPriceMinor, purchasePriceMinor: price, costMinor: product.costMinor },
    paidMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0n),
  };
}
