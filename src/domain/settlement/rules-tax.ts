import type { Settings, TaxMethod } from "#domain/setting/schema.ts";
import { roundedShareOf } from "#lib/money.ts";

/** Pure: what is withheld from a statement. A company invoices us and pays its own taxes. */
export type TaxKind = "PERSON" | "COMPANY";

/** How a statement's tax was decided, kept with it: amounts in 分 as text. */
export type TaxBasis = {
  kind: TaxKind;
  method: TaxMethod;
  /** RATE: so much of what exceeds the exemption. */
  rateBps?: number;
  exemptionMinor?: string;
  /** LABOUR: the month's statements before this one and what was withheld from them; the table is for a month's income. */
  monthGrossMinor?: string;
  monthTaxMinor?: string;
};

export type TaxTerms = Pick<Settings, "taxMethod" | "taxRateBps" | "taxExemptionMinor">;
export type TaxFacts = { taxKind: TaxKind; monthGrossMinor: bigint; monthTaxMinor: bigint };

export function taxBasis({ taxKind: kind, monthGrossMinor, monthTaxMinor }: TaxFacts, terms: TaxTerms): TaxBasis {
  const method = kind === "COMPANY" ? "NONE" : terms.taxMethod;
  if (method === "RATE") return { kind, method, rateBps: terms.taxRateBps, exemptionMinor: terms.taxExemptionMinor };
  if (method === "LABOUR") {
    return { kind, method, monthGrossMinor: String(monthGrossMinor), monthTaxMinor: String(monthTaxMinor) };
  }
  return { kind, method };
}

/** The tax on a statement's income. Never falls when the income grows, and never takes more than a fen of each fen more. */
export function taxOn(basis: TaxBasis | null, grossMinor: bigint): bigint {
  if (basis?.method === "RATE") {
    const above = grossMinor - BigInt(basis.exemptionMinor ?? 0);
    return above > 0n ? roundedShareOf(above, BigInt(basis.rateBps ?? 0)) : 0n;
  }
  if (basis?.method === "LABOUR") {
    const wanted = labourTax(BigInt(basis.monthGrossMinor ?? 0) + grossMinor) - BigInt(basis.monthTaxMinor ?? 0);
    return wanted < 0n ? 0n : wanted < grossMinor ? wanted : grossMinor;
  }
  return 0n;
}

const yuan = (amount: bigint) => amount * 100n;

/** What is left after expenses, and the rate and deduction of that step (劳务报酬所得预扣率表). */
const steps = [
  { upTo: yuan(20_000n), rateBps: 2_000n, lessMinor: 0n },
  { upTo: yuan(50_000n), rateBps: 3_000n, lessMinor: yuan(2_000n) },
  { upTo: null, rateBps: 4_000n, lessMinor: yuan(7_000n) },
];

/** 劳务报酬预扣: a month's income less 800 yuan up to 4,000, less a fifth above, at 20, 30 or 40 %. */
export function labourTax(incomeMinor: bigint): bigint {
  if (incomeMinor <= yuan(800n)) return 0n;
  const flat = incomeMinor <= yuan(4_000n);
  // One rounding only, at the end: the share left after expenses stays a fraction until then.
  const [base, left] = flat ? [incomeMinor - yuan(800n), 10_000n] : [incomeMinor, 8_000n];
  const step = steps.find(({ upTo }) => upTo === null || base * left <= upTo * 10_000n)!;
  return roundedShareOf(base, left, step.rateBps) - step.lessMinor;
}
