import { type TaxBasis, type TaxFacts, type TaxTerms, taxBasis, taxOn } from "./rules-tax.ts";

/** Pure: what one distributor's due commissions and adjustments come to. */
export type Due = TaxFacts & {
  distributorId: string;
  totalMinor: bigint;
  lineCount: number;
  adjustmentMinor: bigint;
  /** What he owes us. */
  receivableMinor: bigint;
};
export type Draft = {
  taxBasis: TaxBasis;
  taxMinor: bigint;
  offsetMinor: bigint;
  netMinor: bigint;
  /** Too little to be paid: all of it waits for the next period. What only repays a debt does not wait. */
  carried: boolean;
};

export type SettleTerms = TaxTerms & { minPayoutMinor: string };

/** Tax first, then the debt, then what is left is paid. */
export function draftStatement(due: Due, terms: SettleTerms): Draft {
  const grossMinor = due.totalMinor + due.adjustmentMinor;
  const basis = taxBasis(due, terms);
  const taxMinor = taxOn(basis, grossMinor);
  const offsetMinor = least(due.receivableMinor, grossMinor - taxMinor);
  const netMinor = grossMinor - taxMinor - offsetMinor;
  return { taxBasis: basis, taxMinor, offsetMinor, netMinor, carried: netMinor > 0n && netMinor < BigInt(terms.minPayoutMinor) };
}

export type Amounts = {
  totalMinor: bigint;
  adjustmentMinor: bigint;
  taxMinor: bigint;
  offsetMinor: bigint;
  netMinor: bigint;
};

/** A statement's amounts without one of its lines, by the tax it was made with. A debt is given back only where too little is left to repay it. */
export function withoutLine(statement: Amounts & { taxBasis: TaxBasis | null }, amountMinor: bigint): Amounts {
  const totalMinor = statement.totalMinor - amountMinor;
  const { adjustmentMinor } = statement;
  const taxMinor = taxOn(statement.taxBasis, totalMinor + adjustmentMinor);
  const left = totalMinor + adjustmentMinor - taxMinor;
  const offsetMinor = least(statement.offsetMinor, left);
  return { totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor: left - offsetMinor };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
