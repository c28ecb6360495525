import { expect, test } from "vitest";
import { hasEnded, isLowOnStock, type LevelPrice, marginOf, priceProblems } from "./rules.ts";

const level = (rank: number, priceMinor: bigint | null): LevelPrice => ({
  levelId: `l${rank}`,
  levelName: `第${rank}级`,
  rank,
  priceMinor,
});
const check = (prices: LevelPrice[], retailPriceMinor = 2500n, priceFloorMinor = 1600n) =>
  priceProblems({ retailPriceMinor, priceFloorMinor, prices });

test("the classic 18/20/22 under 25 over a floor of 16 is in order, whatever the order given", () => {
  expect(check([level(1, 1800n), level(2, 2000n), level(3, 2200n)])).toEqual([]);
  expect(check([level(3, 2200n), level(1, 1800n), level(2, 2000n)])).toEqual([]);
  expect(check([level(1, 1600n), level(2, 1600n), level(3, 2500n)])).toEqual([]);
});

test("below the floor names the level; the floor above retail names the retail price", () => {
  expect(check([level(1, 1599n), level(2, 2000n)])).toMatchObject([{ code: "PRICE_BELOW_FLOOR", levelName: "第1级" }]);
  expect(check([], 1500n)).toMatchObject([{ code: "PRICE_BELOW_FLOOR", levelId: null }]);
});

test("above retail names the level", () => {
  expect(check([level(3, 2501n)])).toMatchObject([{ code: "PRICE_ABOVE_RETAIL", levelId: "l3" }]);
});

test("a higher level paying more names both, also across a level without a price", () => {
  expect(check([level(1, 2100n), level(2, null), level(3, 2000n)])).toMatchObject([
    { code: "LEVEL_PRICE_ORDER", levelName: "第1级", otherLevelName: "第3级" },
  ]);
});

test("margin and rate; a loss is told, not refused", () => {
  expect(marginOf(2000n, 1500n)).toEqual({ marginMinor: 500n, rateBps: 2500, loss: false });
  expect(marginOf(1500n, 1500n)).toEqual({ marginMinor: 0n, rateBps: 0, loss: false });
  expect(marginOf(1000n, 1500n)).toEqual({ marginMinor: -500n, rateBps: -5000, loss: true });
  expect(check([level(1, 1700n)], 2500n, 0n)).toEqual([]);
});

test("a fixed end has passed at its very instant; days after claim never end", () => {
  const end = new Date("2026-12-31T16:00:00Z");
  const fixed = { validityKind: "FIXED" as const, validUntil: end, validDays: null };
  expect(hasEnded(fixed, new Date(end.getTime() - 1))).toBe(false);
  expect(hasEnded(fixed, end)).toBe(true);
  expect(hasEnded({ validityKind: "DAYS_AFTER_CLAIM", validUntil: null, validDays: 1 }, end)).toBe(false);
});

test("low on stock: on sale, stocked once, and fewer left than the product's own line", () => {
  const product = { onSale: true, lowStockAt: 10, inStock: 9, stocked: true };
  expect(isLowOnStock(product)).toBe(true);
  expect(isLowOnStock({ ...product, inStock: 10 })).toBe(false);
  expect(isLowOnStock({ ...product, onSale: false })).toBe(false);
  expect(isLowOnStock({ ...product, inStock: 0, stocked: false })).toBe(false);
  expect(isLowOnStock({ ...product, inStock: 0, lowStockAt: 0 })).toBe(false);
});
