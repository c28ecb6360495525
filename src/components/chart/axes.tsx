"use client";

import { useLocale } from "next-intl";
import { type ChartUnit, formatValue } from "./palette.ts";

/** Axis props shared by trend and bar charts: quiet, few ticks, numbers short and in the reader's format. */
export function useAxes(unit: ChartUnit) {
  const locale = useLocale();
  const tick = { fill: "var(--muted)", fontSize: 11 };
  return {
    category: {
      dataKey: "label",
      tickLine: false,
      axisLine: { stroke: "var(--chart-grid)" },
      tick,
      minTickGap: 24,
      tickMargin: 8,
    },
    value: {
      tickLine: false,
      axisLine: false,
      tick,
      width: unit === "money" ? 56 : 40,
      tickCount: 4,
      allowDecimals: unit !== "count",
      tickFormatter: (value: number) => formatValue(value, unit, locale, true),
    },
    grid: { stroke: "var(--chart-grid)", strokeDasharray: "0", vertical: false },
  } as const;
}
