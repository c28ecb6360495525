import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { useCycleText } from "#app/cycle-text.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/class-names.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { type CalendarCell, type CalendarMonth, getMonth } from "#domain/calendar/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Cycle } from "#domain/setting/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { SetDays, UnsetDay } from "./calendar-actions.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("calendar"))("title") };
}

export default async function CalendarPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const [month, settings] = await Promise.all([getMonth(ctx, one(params.month)), getSettings(ctx)]);
  return <CalendarView month={month} cycle={settings.settlementCycle} manages={can(ctx.actor, "calendar:manage")} />;
}

type Props = { month: CalendarMonth; cycle: Cycle; manages: boolean };

function CalendarView({ month, cycle, manages }: Props) {
  const t = useTranslations("calendar");
  const cycleText = useCycleText();
  const [year = "", number = ""] = month.month.split("-");
  return (
    <ClientMessages of={["calendar"]}>
      <PageHeader
        title={t("title")}
        description={`${t("lead")} ${t("cycle", { cycle: cycleText(cycle) })}`}
        actions={manages ? <SetDays from={month.today > `${month.month}-01` ? month.today : `${month.month}-01`} /> : null}
      />
      {month.known ? null : (
        <Alert tone="warning" className="mb-4">
          {t("unknown", { year })}
        </Alert>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card
          title={t("month", { year, month: Number(number) })}
          actions={
            <>
              <ButtonLink
                href={`?month=${month.previous}`}
                iconOnly
                aria-label={t("previous")}
                icon={<ChevronLeft />}
                scroll={false}
              />
              <ButtonLink href={`?month=${month.next}`} iconOnly aria-label={t("next")} icon={<ChevronRight />} scroll={false} />
            </>
          }
        >
          <MonthGrid month={month} />
        </Card>
        <Overrides days={month.days.filter((day) => day.override)} manages={manages} />
      </div>
    </ClientMessages>
  );
}

/** Monday first. A day of rest is shaded, one that the operator set has a mark; both are said in words too. */
function MonthGrid({ month }: { month: CalendarMonth }) {
  const t = useTranslations("calendar");
  const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const before = weekday(month.days[0]?.day ?? month.today);
  return (
    <div>
      <div aria-hidden="true" className="grid grid-cols-7 gap-1 pb-2 text-center text-xs text-muted">
        {(["1", "2", "3", "4", "5", "6", "7"] as const).map((day) => (
          <span key={day}>{t(`weekday.${day}`)}</span>
        ))}
      </div>
      <ol className="grid grid-cols-7 gap-1">
        {month.days.map((day, index) => (
          <DayCell key={day.day} day={day} today={day.day === month.today} column={index === 0 ? before + 1 : undefined} />
        ))}
      </ol>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <Key className="border border-border bg-surface" text={t("working")} />
        <Key className="bg-surface-tertiary" text={t("off")} />
        <Key className="border-2 border-accent" text={t("set")} />
      </p>
    </div>
  );
}

function Key({ className, text }: { className: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={cx("size-3 rounded", className)} />
      {text}
    </span>
  );
}

function DayCell({ day, today, column }: { day: CalendarCell; today: boolean; column?: number }) {
  const t = useTranslations("calendar");
  const locale = useLocale();
  const known = day.name?.[locale === "en" ? "en" : "zh"];
  const name = known && day.working ? t("makeUp", { name: known }) : known;
  const words = [t(day.working ? "working" : "off"), day.override ? t("set") : "", today ? t("today") : ""].filter(Boolean);
  return (
    <li
      style={column ? { gridColumnStart: column } : undefined}
      className={cx(
        "min-h-14 min-w-0 rounded-lg border p-1.5 text-sm sm:min-h-20 sm:p-2",
        day.working ? "border-border" : "border-transparent bg-surface-tertiary text-muted",
        day.override && "border-2 border-accent",
      )}
    >
      <span
        className={cx(
          "tnum",
          today && "rounded-full bg-accent px-1.5 py-0.5 text-accent-foreground",
          day.past && !today && "text-muted",
        )}
      >
        {Number(day.day.slice(-2))}
      </span>
      <span className="sr-only">{words.join(", ")}</span>
      <span className="mt-1 block truncate text-xs">{day.override ? day.override.note : name}</span>
    </li>
  );
}

function Overrides({ days, manages }: { days: CalendarCell[]; manages: boolean }) {
  const t = useTranslations("calendar");
  return (
    <Card title={t("list")}>
      {days.length === 0 ? <p className="text-sm text-muted">{t("listEmpty")}</p> : null}
      <ul className="divide-y divide-separator">
        {days.map((day) => (
          <li key={day.day} className="flex items-center justify-between gap-3 py-2.5 text-sm first:pt-0 last:pb-0">
            <span className="min-w-0">
              <span className="tnum font-medium">{day.day}</span> {t(day.working ? "working" : "off")}
              <span className="block truncate text-xs text-muted">
                {[day.override?.note, day.override?.byName ? t("by", { name: day.override.byName }) : ""]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            {manages && !day.past ? <UnsetDay day={day.day} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
