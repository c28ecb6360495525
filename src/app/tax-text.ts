import { bpsToPercent } from "#components/form/amounts.ts";
import type { TaxBasis } from "#domain/settlement/rules-tax.ts";
import { formatYuan } from "#lib/money.ts";

type Translate = (key: "company" | "none" | "rate" | "rateAbove" | "labour", values?: Record<string, string>) => string;

/** How a statement was taxed, in words of the namespace statement.tax. */
export function taxText(t: Translate, basis: TaxBasis | null): string {
  if (basis?.kind === "COMPANY") return t("company");
  if (basis?.method === "LABOUR") return t("labour");
  if (basis?.method !== "RATE") return t("none");
  const rate = bpsToPercent(basis.rateBps ?? 0);
  const free = BigInt(basis.exemptionMinor ?? 0);
  return free > 0n ? t("rateAbove", { rate, free: formatYuan(free) }) : t("rate", { rate });
}
