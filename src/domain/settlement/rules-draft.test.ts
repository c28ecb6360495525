import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Due, draftStatement, type SettleTerms, withoutLine } from "./rules-draft.ts";
import { labourTax, type TaxBasis, taxOn } from "./rules-tax.ts";

const yuan = (amount: number) => BigInt(Math.round(amount * 100));
const terms: SettleTerms = { taxMethod: "NONE", taxRateBps: 0, taxExemptionMinor: "0", minPayoutMinor: "0" };
const due: Due = {
  ...{ distributorId: "d", taxKind: "PERSON", monthGrossMinor: 0n, monthTaxMinor: 0n },
  ...{ totalMinor: yuan(1000), lineCount: 1, adjustmentMinor: 0n, receivableMinor: 0n },
};

describe("the table for labour services", () => {
  test("as the tax office counts it", () => {
    const cases: [number, number][] = [
      ...([
        [800, 0],
        [800.05, 0.01],
        [1000, 40],
        [4000, 640],
        [4000.01, 640],
      ] as [number, number][]),
      ...([
        [5000, 800],
        [25_000, 4000],
        [30_000, 5200],
        [62_500, 13_000],
        [70_000, 15_400],
      ] as [number, number][]),
    ];
    for (const [income, tax] of cases) expect([income, labourTax(yuan(income))]).toEqual([income, yuan(tax)]);
  });

  test("a month's statements together pay what one would have paid", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: yuan(9_000) }), { minLength: 1, maxLength: 12 }), (statements) => {
        let [monthGrossMinor, monthTaxMinor] = [0n, 0n];
        for (const totalMinor of statements) {
          const draft = draftStatement({ ...due, totalMinor, monthGrossMinor, monthTaxMinor }, { ...terms, taxMethod: "LABOUR" });
          monthGrossMinor += totalMinor;
          monthTaxMinor += draft.taxMinor;
        }
        expect(monthTaxMinor).toBe(labourTax(monthGrossMinor));
      }),
    );
  });
});

test("a rate takes what exceeds the exemption, rounded to the nearest fen; a company pays nothing here", () => {
  const rate: SettleTerms = { ...terms, taxMethod: "RATE", taxRateBps: 150, taxExemptionMinor: "80000" };
  expect(draftStatement(due, rate)).toMatchObject({ taxMinor: 300n, netMinor: 99_700n });
  expect(draftStatement({ ...due, totalMinor: 80_033n }, rate).taxMinor).toBe(0n);
  expect(draftStatement({ ...due, totalMinor: 80_034n }, rate).taxMinor).toBe(1n);
  expect(draftStatement({ ...due, totalMinor: 80_000n }, rate).taxMinor).toBe(0n);
  expect(draftStatement({ ...due, taxKind: "COMPANY" }, rate)).toMatchObject({
    ...{ taxMinor: 0n, netMinor: 100_000n, taxBasis: { kind: "COMPANY", method: "NONE" } },
  });
});

test("a debt is repaid first, never below zero; too little to pay waits, what only repays a debt does not", () => {
  const least = { ...terms, minPayoutMinor: "5000" };
  const draft = (receivableMinor: bigint, totalMinor = 10_000n) => draftStatement({ ...due, totalMinor, receivableMinor }, least);
  expect(draft(0n)).toMatchObject({ offsetMinor: 0n, netMinor: 10_000n, carried: false });
  expect(draft(5000n)).toMatchObject({ offsetMinor: 5000n, netMinor: 5000n, carried: false });
  expect(draft(5001n)).toMatchObject({ offsetMinor: 5001n, netMinor: 4999n, carried: true });
  expect(draft(50_000n)).toMatchObject({ offsetMinor: 10_000n, netMinor: 0n, carried: false });
});

const bases: fc.Arbitrary<TaxBasis | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant("PERSON" as const),
    method: fc.constant("RATE" as const),
    rateBps: fc.integer({ min: 0, max: 5000 }),
    exemptionMinor: fc.nat(200_000).map(String),
  }),
  fc.record({
    kind: fc.constant("PERSON" as const),
    method: fc.constant("LABOUR" as const),
    monthGrossMinor: fc.nat(9_000_000).map(String),
    monthTaxMinor: fc.nat(1_000_000).map(String),
  }),
);
const amounts = fc.bigInt({ min: 1n, max: 10_000_000n });

test("tax never exceeds the income, never falls when it grows and leaves something of each fen more", () => {
  fc.assert(
    fc.property(bases, amounts, amounts, (basis, income, more) => {
      const [small, large] = [taxOn(basis, income), taxOn(basis, income + more)];
      expect(small >= 0n && small <= income).toBe(true);
      expect(large >= small && large - small <= more).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a line that leaves takes its tax, gives back a debt only where it must, and the three add up to it", () => {
  fc.assert(
    fc.property(
      bases,
      fc.array(amounts, { minLength: 1, maxLength: 6 }),
      fc.nat(5_000_000),
      amounts,
      (basis, lines, extra, debt) => {
        const totalMinor = lines.reduce((sum, line) => sum + line, 0n);
        const adjustmentMinor = BigInt(extra);
        const taxMinor = taxOn(basis, totalMinor + adjustmentMinor);
        const left = totalMinor + adjustmentMinor - taxMinor;
        const offsetMinor = debt < left ? debt : left;
        let statement = { totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor: left - offsetMinor };
        for (const line of lines) {
          const after = withoutLine({ ...statement, taxBasis: basis }, line);
          const moved = [
            statement.netMinor - after.netMinor,
            statement.taxMinor - after.taxMinor,
            statement.offsetMinor - after.offsetMinor,
          ];
          expect(moved.every((part) => part >= 0n)).toBe(true);
          expect(moved.reduce((sum, part) => sum + part, 0n)).toBe(line);
          if (moved[2]! > 0n) expect(after.netMinor).toBe(0n);
          statement = after;
        }
        expect(statement.totalMinor).toBe(0n);
      },
    ),
    { numRuns: 300 },
  );
});
