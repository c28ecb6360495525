import type { Ctx } from "#lib/context.ts";
import type { ChainMember, CommissionBase, CommissionKind, RuleFacts } from "./rules.ts";

/** Trusted: what accrual and the calculator decide from. Callers have authorized. */
type Reader = Pick<Ctx, "db">;

type ChainRow = {
  id: string;
  name: string;
  levelId: string;
  holdDays: number | null;
  status: "ACTIVE" | "FROZEN";
  depth: number;
};
/** `holdDays`: his level's own, over the setting. */
export type ChainPerson = ChainMember & { name: string; levelId: string; holdDays: number | null };

/** The seller (depth 1) and its uplines, at most `networkDepth` people. */
export async function findChain(ctx: Reader, sellerId: string, networkDepth: number): Promise<ChainPerson[]> {
  const rows = await ctx.db.$queryRaw<ChainRow[]>`
    WITH RECURSIVE chain AS (
      SELECT id, upline_id, 1 AS depth FROM distributor WHERE id = ${sellerId}::uuid
      UNION ALL
      SELECT d.id, d.upline_id, chain.depth + 1 FROM chain JOIN distributor d ON d.id = chain.upline_id
      WHERE chain.depth < ${networkDepth}::int
    )
    SELECT d.id::text AS id, d.name, d.level_id::text AS "levelId", l.hold_days AS "holdDays", d.status::text AS status, chain.depth
    FROM chain JOIN distributor d USING (id) JOIN level l ON l.id = d.level_id ORDER BY chain.depth`;
  return rows.map(({ id, status, ...row }) => ({ ...row, distributorId: id, frozen: status === "FROZEN" }));
}

type RuleRow = {
  id: string;
  name: string;
  productId: string | null;
  categoryId: string | null;
  levelId: string | null;
  base: CommissionBase;
  kind: CommissionKind;
  pool: bigint;
  active: boolean;
  shares: { depth: number; value: string }[] | null;
};

/** The active rules that could apply to a product sold at a level, with their shares, and the product's category. One statement. */
export async function findRulesFor(
  ctx: Reader,
  sale: { productId: string; levelId: string },
): Promise<{ categoryId: string | null; rules: RuleFacts[] }> {
  const rows = await ctx.db.$queryRaw<(RuleRow & { saleCategoryId: string; ruleId: string | null })[]>`
    SELECT p.category_id::text AS "saleCategoryId", r.id::text AS "ruleId", r.id::text AS id, r.name, r.product_id::text AS "productId",
      r.category_id::text AS "categoryId", r.level_id::text AS "levelId", r.base::text AS base, r.kind::text AS kind, r.pool, r.active,
      (SELECT json_agg(json_build_object('depth', s.depth, 'value', s.value::text)) FROM commission_share s WHERE s.rule_id = r.id) AS shares
    FROM product p LEFT JOIN commission_rule r ON r.active
      AND (r.product_id IS NULL OR r.product_id = p.id) AND (r.category_id IS NULL OR r.category_id = p.category_id)
      AND (r.level_id IS NULL OR r.level_id = ${sale.levelId}::uuid)
    WHERE p.id = ${sale.productId}::uuid`;
  const rules = rows.filter((row) => row.ruleId !== null).map(ruleFacts);
  return { categoryId: rows[0]?.saleCategoryId ?? null, rules };
}

const ruleFacts = ({ id, name, productId, categoryId, levelId, base, kind, pool, active, shares }: RuleRow): RuleFacts => ({
  ...{ id, name, productId, categoryId, levelId, base, kind, pool, active },
  shares: (shares ?? []).map(({ depth, value }) => ({ depth, value: BigInt(value) })),
});
