import { useFormatter, useLocale, useNow } from "next-intl";
import { cx } from "./class-names.ts";

/*
 * <DateTime at={row.createdAt} />               2026-11-22 14:05 · 22 Nov 2026, 14:05   (Asia/Shanghai, always)
 * <DateTime at={…} only="date" />   only="time"   seconds   <DateTime at={…} relative />  3 分钟前, exact time on hover
 * `at` may be a Date, an ISO string, or null (shows —).
 */
type DateTimeProps = {
  at: Date | string | null | undefined;
  only?: "date" | "time";
  seconds?: boolean;
  relative?: boolean;
  className?: string;
};

export function DateTime({ at, only, seconds, relative, className }: DateTimeProps) {
  const locale = useLocale();
  if (!at) return <span className="text-muted">—</span>;
  const date = new Date(at);
  const text = formatDateTime(date, { locale, only, seconds });
  return (
    <time dateTime={date.toISOString()} title={relative ? text : undefined} className={cx("tnum whitespace-nowrap", className)}>
      {relative ? <Relative date={date} /> : text}
    </time>
  );
}

function Relative({ date }: { date: Date }) {
  const format = useFormatter();
  const now = useNow();
  return <span suppressHydrationWarning>{format.relativeTime(date, now)}</span>;
}

type DateFormat = { locale?: string; only?: "date" | "time"; seconds?: boolean };

/** Chinese tables read 2026-11-22 14:05; English 22 Nov 2026, 14:05. */
export function formatDateTime(at: Date | string, { locale = "zh-CN", only, seconds }: DateFormat = {}): string {
  const chinese = locale.startsWith("zh");
  const options: Intl.DateTimeFormatOptions = { timeZone: "Asia/Shanghai", hourCycle: "h23" };
  if (only !== "time")
    Object.assign(options, { year: "numeric", month: chinese ? "2-digit" : "short", day: chinese ? "2-digit" : "numeric" });
  if (only !== "date") Object.assign(options, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) });
  // Swedish dates happen to be ISO-shaped (2026-11-22 14:05), which is how Chinese back offices write them.
  return new Intl.DateTimeFormat(chinese ? "sv-SE" : "en-GB", options).format(new Date(at));
}
