import { useTranslations } from "next-intl";
import type { Cycle } from "#domain/setting/schema.ts";

/** A settlement cycle in words: "T+3 个工作日", "每周一". */
export function useCycleText(): (cycle: Cycle) => string {
  const t = useTranslations("settlement.cycle");
  return (cycle) => {
    if (cycle.kind === "WEEKLY") return t("weekly", { weekday: t(`weekday.${cycle.weekday}`) });
    if (cycle.kind === "MONTHLY") return t("monthly", { day: cycle.day });
    const working = cycle.unit === "WORKING";
    if (cycle.days === 0) return t(working ? "hourlyWorking" : "hourly");
    return t(working ? "working" : "calendar", { days: cycle.days });
  };
}
