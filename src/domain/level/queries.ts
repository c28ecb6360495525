import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { maxLevels } from "./schema.ts";

export type LevelRow = {
  id: string;
  name: string;
  description: string;
  rank: number;
  holdDays: number | null;
  distributorCount: number;
  productCount: number;
  ruleCount: number;
};

/** Every level, highest first, with what uses it. */
export async function listLevels(ctx: Ctx): Promise<LevelRow[]> {
  authorize(ctx, "product:read");
  const levels = await ctx.db.level.findMany({
    orderBy: { rank: "asc" },
    take: maxLevels,
    include: { _count: { select: { distributors: true, prices: true, rules: true } } },
  });
  return levels.map(({ id, name, description, rank, holdDays, _count }) => ({
    id,
    name,
    description,
    rank,
    holdDays,
    distributorCount: _count.distributors,
    productCount: _count.prices,
    ruleCount: _count.rules,
  }));
}
