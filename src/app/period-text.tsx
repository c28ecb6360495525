import { useLocale } from "next-intl";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { readCycle } from "#domain/settlement/rules.ts";
import { hour } from "#lib/time.ts";
import { useCycleText } from "./cycle-text.ts";

/** `cycle` is the code a settlement keeps of its cycle. */
type Shown = { cycle: string; from: Date; to: Date };

/** A day, or from its first day to its last: 2026-11-16 – 2026-11-22 · 每周一. */
export function PeriodText({ period, cycle }: { period: Shown; cycle?: boolean }) {
  const locale = useLocale();
  const cycleText = useCycleText();
  return (
    <span className="tnum whitespace-nowrap">
      {periodText(period, locale)}
      {cycle ? <span className="text-muted"> · {cycleText(readCycle(period.cycle))}</span> : null}
    </span>
  );
}

export function periodText({ from, to }: Pick<Shown, "from" | "to">, locale: string): string {
  const day = (at: Date) => formatDateTime(at, { locale, only: "date" });
  const last = new Date(to.getTime() - 1);
  if (to.getTime() - from.getTime() === hour) return formatDateTime(from, { locale });
  return day(from) === day(last) ? day(from) : `${day(from)} – ${day(last)}`;
}
