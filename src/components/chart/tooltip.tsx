"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Series } from "./chart-frame.tsx";
import { colourAt, formatValue } from "./palette.ts";

/** The box that follows the pointer, in our own look and the reader's number format. */
type Entry = { dataKey?: unknown; value?: unknown };
type ChartTooltipProps = { active?: boolean; label?: unknown; payload?: readonly Entry[]; series: Series[] };

export function ChartTooltip({ active, label, payload, series }: ChartTooltipProps) {
  const locale = useLocale();
  const t = useTranslations("chart");
  if (!active || !payload?.length) return null;
  return (
    <div className="rounded-lg bg-overlay px-3 py-2 text-xs shadow-overlay">
      <p className="mb-1 text-muted">{String(label ?? "")}</p>
      {series.map((one, index) => {
        const entry = payload.find((candidate) => candidate.dataKey === one.key);
        if (!entry) return null;
        return (
          <p key={one.key} className="flex items-center gap-2 leading-5">
            <span aria-hidden="true" className="size-2 rounded-full" style={{ background: colourAt(index) }} />
            <span className="mr-3 flex-1">{one.label}</span>
            <span className="tnum font-medium">{formatValue(Number(entry.value ?? 0), one.unit ?? "count", locale)}</span>
          </p>
        );
      })}
      {series.some((one) => one.href) ? <p className="mt-1 text-2xs text-muted">{t("open")}</p> : null}
    </div>
  );
}
