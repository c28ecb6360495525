import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChainMember, needsLegalNotice, poolOf, type RuleFacts, rankRules, type Sale, splitCommission } from "./rules.ts";

const sale: Sale = { productId: "p1", categoryId: "c1", levelId: "l1", retailPriceMinor: 2500n, purchasePriceMinor: 2000n };
const rule = (id: string, change: Partial<RuleFacts> = {}): RuleFacts => ({
  ...{ id, name: id, productId: null, categoryId: null, levelId: null, active: true },
  ...{ base: "RETAIL", kind: "RATE", pool: 1000n, shares: [{ depth: 1, value: 500n }] },
  ...change,
});
const people = (count: number, frozen: number[] = []): ChainMember[] =>
  Array.from({ length: count }, (_, i) => ({ distributorId: `d${i + 1}`, depth: i + 1, frozen: frozen.includes(i + 1) }));

describe("which rule pays", () => {
  test("product beats category and level together, which beat each alone, which beat a rule for everything", () => {
    const rules = [
      rule("1"),
      rule("2", { levelId: "l1" }),
      rule("3", { categoryId: "c1" }),
      rule("4", { categoryId: "c1", levelId: "l1" }),
      rule("5", { productId: "p1" }),
      rule("6", { productId: "p1", levelId: "l1" }),
    ];
    for (let left = rules.length; left > 0; left--) expect(rankRules(rules.slice(0, left), sale).winner?.id).toBe(String(left));
  });

  test("equally specific: the newest; and every other rule says why it lost", () => {
    const rules = [
      rule("1", { productId: "p1" }),
      rule("2", { productId: "p1" }),
      rule("3"),
      rule("4", { productId: "other" }),
      rule("5", { categoryId: "other" }),
      rule("6", { productId: "p1", levelId: "other" }),
      rule("7", { productId: "p1", active: false }),
    ];
    const { winner, others } = rankRules(rules, sale);
    expect(winner?.id).toBe("2");
    expect(Object.fromEntries(others.map(({ rule, why }) => [rule.id, why]))).toEqual({
      1: "OLDER",
      3: "LESS_SPECIFIC",
      4: "OTHER_PRODUCT",
      5: "OTHER_CATEGORY",
      6: "OTHER_LEVEL",
      7: "INACTIVE",
    });
  });

  test("no rule fits: nobody is paid", () => {
    expect(rankRules([rule("1", { productId: "other" })], sale).winner).toBeNull();
  });

  test("the order of the list does not matter", () => {
    const scope = fc.record({
      productId: fc.constantFrom(null, "p1", "p2"),
      levelId: fc.constantFrom(null, "l1", "l2"),
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (scopes, keys) => {
        const rules = scopes.map((one, i) => rule(String(i).padStart(3, "0"), one));
        const shuffled = rules
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(rankRules(shuffled, sale).winner).toBe(rankRules(rules, sale).winner);
      }),
    );
  });
});

describe("who earns what", () => {
  const three = rule("r", {
    pool: 1000n,
    shares: [
      { depth: 1, value: 500n },
      { depth: 2, value: 300n },
      { depth: 3, value: 200n },
    ],
  });
  const amounts = (result: ReturnType<typeof splitCommission>) => result.map((one) => [one.amountMinor, one.kept]);

  test("rates of the retail price or of the purchase price, rounded down", () => {
    expect(amounts(splitCommission(three, sale, people(3), 3))).toEqual([
      [125n, null],
      [75n, null],
      [50n, null],
    ]);
    const odd = { ...sale, purchasePriceMinor: 1999n };
    expect(amounts(splitCommission({ ...three, base: "PURCHASE" }, odd, people(3), 3))).toEqual([
      [99n, null],
      [59n, null],
      [39n, null],
    ]);
  });

  test("fixed amounts", () => {
    const fixed = rule("r", { kind: "FIXED", pool: 300n, shares: [{ depth: 1, value: 200n }] });
    expect(amounts(splitCommission(fixed, sale, people(1), 3))).toEqual([[200n, null]]);
  });

  test("a share of somebody missing, frozen or too deep stays with the platform and moves nobody up", () => {
    expect(amounts(splitCommission(three, sale, people(3, [2]), 3))).toEqual([
      [125n, null],
      [75n, "FROZEN"],
      [50n, null],
    ]);
    expect(amounts(splitCommission(three, sale, people(1), 3))).toEqual([
      [125n, null],
      [75n, "MISSING"],
      [50n, "MISSING"],
    ]);
    expect(amounts(splitCommission(three, sale, people(2), 2))[2]).toEqual([50n, "BEYOND_DEPTH"]);
  });

  test("less than one 分 leaves no commission", () => {
    expect(amounts(splitCommission(three, { ...sale, retailPriceMinor: 19n }, people(3), 3))).toEqual([
      [0n, "ZERO"],
      [0n, "ZERO"],
      [0n, "ZERO"],
    ]);
  });

  test("shares never exceed the pool, nobody gets more than its own rate, and what is left is less than one 分 a share", () => {
    const shares = fc.array(fc.bigInt(1n, 1000n), { minLength: 1, maxLength: 10 });
    const base = fc.bigInt(1n, 1_000_000_000n);
    fc.assert(
      fc.property(shares, base, fc.nat(12), fc.array(fc.integer({ min: 1, max: 10 })), (values, baseMinor, size, frozen) => {
        const facts = { base: "RETAIL", kind: "RATE", pool: values.reduce((a, b) => a + b) } as const;
        const listed = values.map((value, i) => ({ depth: i + 1, value }));
        const money = { retailPriceMinor: baseMinor, purchasePriceMinor: 1n };
        const result = splitCommission({ ...facts, shares: listed }, money, people(size, frozen), 10);
        const paid = result.filter((one) => !one.kept);
        const total = paid.reduce((sum, one) => sum + one.amountMinor, 0n);
        expect(total <= poolOf(facts, baseMinor)).toBe(true);
        for (const one of paid) expect(one.amountMinor * 10_000n <= baseMinor * one.value).toBe(true);
        const everybody = splitCommission({ ...facts, shares: listed }, money, people(10), 10);
        const most = everybody.reduce((sum, one) => sum + one.amountMinor, 0n);
        expect(poolOf(facts, baseMinor) - most < BigInt(values.length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("even shares that should never have been saved cannot break the pool", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 10_000n), { maxLength: 10 }), fc.bigInt(1n, 5000n), (values, pool) => {
        const shares = values.map((value, i) => ({ depth: i + 1, value }));
        const paid = splitCommission({ base: "RETAIL", kind: "FIXED", pool, shares }, sale, people(10), 10);
        const total = paid.filter((one) => !one.kept).reduce((sum, one) => sum + one.amountMinor, 0n);
        expect(total <= pool).toBe(true);
      }),
    );
  });
});

test("the legal notice appears beyond three levels", () => {
  expect(needsLegalNotice(3, [1, 2, 3])).toBe(false);
  expect(needsLegalNotice(4)).toBe(true);
  expect(needsLegalNotice(3, [4])).toBe(true);
});
