import { useLocale, useTranslations } from "next-intl";
import { formatDateTime } from "#components/ui/date-time.tsx";
import type { Cycle } from "#domain/settlement/rules.ts";

type Props = { period: { cycle: Cycle; from: Date; to: Date }; cycle?: boolean };

/** A day, or from its first day to its last: 2026-11-16 – 2026-11-22 · 每周结算. */
export function PeriodText({ period, cycle }: Props) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  const text = periodText(period, locale);
  return (
    <span className="tnum whitespace-nowrap">
      {text}
      {cycle ? <span className="text-muted"> · {t(`cycle.${period.cycle}`)}</span> : null}
    </span>
  );
}

export function periodText({ cycle, from, to }: Props["period"], locale: string): string {
  const day = (at: Date) => formatDateTime(at, { locale, only: "date" });
  return cycle === "T1" ? day(from) : `${day(from)} – ${day(new Date(to.getTime() - 1))}`;
}
