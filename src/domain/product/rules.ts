import { ratio } from "#lib/money.ts";

export type LevelPrice = { levelId: string; levelName: string; rank: number; priceMinor: bigint | null };
export type Pricing = { retailPriceMinor: bigint; priceFloorMinor: bigint; prices: readonly LevelPrice[] };
/** levelId null: the retail price itself. */
export type PriceProblem = {
  code: "PRICE_BELOW_FLOOR" | "PRICE_ABOVE_RETAIL" | "LEVEL_PRICE_ORDER";
  levelId: string | null;
  levelName: string | null;
  /** LEVEL_PRICE_ORDER: the lower level that pays less. */
  otherLevelName: string | null;
};

/** Every way these prices break the rules; a level without a price cannot buy and breaks none. */
export function priceProblems({ retailPriceMinor, priceFloorMinor, prices }: Pricing): PriceProblem[] {
  const problems: PriceProblem[] = [];
  const found = (code: PriceProblem["code"], level: LevelPrice | null, other: LevelPrice | null = null) =>
    problems.push({
      code,
      levelId: level?.levelId ?? null,
      levelName: level?.levelName ?? null,
      otherLevelName: other?.levelName ?? null,
    });
  if (retailPriceMinor < priceFloorMinor) found("PRICE_BELOW_FLOOR", null);
  const priced = prices.filter((p): p is LevelPrice & { priceMinor: bigint } => p.priceMinor !== null);
  const byRank = priced.sort((a, b) => a.rank - b.rank);
  for (const [i, level] of byRank.entries()) {
    if (level.priceMinor < priceFloorMinor) found("PRICE_BELOW_FLOOR", level);
    else if (level.priceMinor > retailPriceMinor) found("PRICE_ABOVE_RETAIL", level);
    const cheaper = byRank.slice(i + 1).find((lower) => lower.priceMinor < level.priceMinor);
    if (cheaper) found("LEVEL_PRICE_ORDER", level, cheaper);
  }
  return problems;
}

/** What is left of a price after cost, and as a share of the price. Below zero is allowed and worth a warning. */
export function marginOf(priceMinor: bigint, costMinor: bigint): { marginMinor: bigint; rateBps: number; loss: boolean } {
  const marginMinor = priceMinor - costMinor;
  return { marginMinor, rateBps: Math.round(ratio(marginMinor, priceMinor) * 10_000), loss: marginMinor < 0n };
}

export type Validity = { validityKind: "FIXED" | "DAYS_AFTER_CLAIM"; validUntil: Date | null; validDays: number | null };

/** A fixed end that has passed: nobody could use what is sold. */
export const hasEnded = ({ validityKind, validUntil }: Validity, now: Date): boolean =>
  validityKind === "FIXED" && validUntil !== null && validUntil <= now;

export type StockLevel = { onSale: boolean; lowStockAt: number; inStock: number; stocked: boolean };

/** The one meaning of "low on stock". A product that never had vouchers (`stocked`) is being set up and has not run low. */
export const isLowOnStock = ({ onSale, lowStockAt, inStock, stocked }: StockLevel): boolean =>
  onSale && stocked && inStock < lowStockAt;
