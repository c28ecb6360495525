/** The chart colours are CSS variables, so a chart follows the theme without drawing again. */
export const palette = [
  "var(--chart-1)",
  "var(--chart-2)",
  "var(--chart-3)",
  "var(--chart-4)",
  "var(--chart-5)",
  "var(--chart-6)",
] as const;

export function colourAt(index: number): string {
  return palette[index % palette.length] ?? palette[0];
}

/** How numbers are written on axes, in tooltips and in the table. Charts get plain numbers: for money, 分. */
export type ChartUnit = "count" | "money" | "percent";

/** Chart values are for the eye, so a number is enough here: 分 are shown as yuan, never stored from this. */
export function formatValue(value: number, unit: ChartUnit, locale: string, short = false): string {
  const notation = short ? "compact" : "standard";
  if (unit === "percent") return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  if (unit === "money") {
    const yuan = Number(`${Math.round(value)}e-2`);
    const digits = short ? { maximumFractionDigits: 1 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "CNY",
      currencyDisplay: "narrowSymbol",
      notation,
      ...digits,
    }).format(yuan);
  }
  return new Intl.NumberFormat(locale, { notation, maximumFractionDigits: short ? 1 : 0 }).format(value);
}
