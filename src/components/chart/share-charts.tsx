import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { cx } from "#components/ui/class-names.ts";
import { type ChartUnit, colourAt, formatValue } from "./palette.ts";

/*
 * Drawn on the server as plain SVG and HTML, no script; numbers are text, so they need no second table.
 * <DonutChart title="库存分布" parts={[{ label: "在库", value: 120 }, …]} unit="count" />
 * <FunnelChart title="转化" steps={[{ label: "打开", value: 1000, href? }, { label: "领取", value: 400 }, …]} />
 */
/** `href` is the list behind the number. */
export type SharePart = { label: string; value: number; href?: string };

const radius = 40;
const round = 2 * Math.PI * radius;

export function DonutChart({ title, parts, unit = "count" }: { title: string; parts: SharePart[]; unit?: ChartUnit }) {
  const t = useTranslations("chart");
  const locale = useLocale();
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  if (total === 0) return <p className="py-10 text-center text-sm text-muted">{t("noData")}</p>;
  let start = 0;
  return (
    <figure className="flex flex-wrap items-center gap-x-8 gap-y-4">
      <svg viewBox="0 0 100 100" role="img" aria-label={title} className="size-40 shrink-0">
        <title>{title}</title>
        {parts.map((part, index) => {
          const share = part.value / total;
          const from = start;
          start += share;
          return (
            <circle
              key={part.label}
              cx="50"
              cy="50"
              r={radius}
              fill="none"
              stroke={colourAt(index)}
              strokeWidth="12"
              strokeDasharray={`${Math.max(0, share * round - 1)} ${round}`}
              strokeDashoffset={-from * round}
              transform="rotate(-90 50 50)"
            />
          );
        })}
        <text x="50" y="48" textAnchor="middle" className="fill-muted text-[7px]">
          {t("total")}
        </text>
        <text x="50" y="60" textAnchor="middle" className="fill-foreground text-[11px] font-semibold">
          {formatValue(total, unit, locale, true)}
        </text>
      </svg>
      <ul className="grid min-w-44 flex-1 gap-2 text-sm">
        {parts.map((part, index) => (
          <li key={part.label} className="relative flex items-center gap-2.5">
            <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ background: colourAt(index) }} />
            <PartName part={part} className="min-w-0 flex-1 truncate" />
            <span className="tnum">{formatValue(part.value, unit, locale)}</span>
            <span className="tnum w-12 text-right text-xs text-muted">{formatValue(part.value / total, "percent", locale)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The link covers the whole row, which must be `relative`. */
function PartName({ part, className }: { part: SharePart; className: string }) {
  if (!part.href) return <span className={className}>{part.label}</span>;
  return (
    <span className={className}>
      <Link href={part.href} className="hover:text-link hover:underline after:absolute after:inset-0 after:content-['']">
        {part.label}
      </Link>
    </span>
  );
}

export function FunnelChart({ title, steps }: { title: string; steps: SharePart[] }) {
  const locale = useLocale();
  const most = Math.max(1, ...steps.map((step) => step.value));
  return (
    <figure>
      <figcaption className="sr-only">{title}</figcaption>
      <ol className="grid gap-3">
        {steps.map((step, index) => {
          const before = steps[index - 1]?.value;
          return (
            <li key={step.label} className="relative">
              <div className="flex items-baseline gap-3 text-sm">
                <PartName part={step} className="flex-1" />
                {before ? (
                  <span className="tnum text-xs text-muted">{formatValue(step.value / before, "percent", locale)}</span>
                ) : null}
                <span className="tnum w-16 text-right font-medium">{formatValue(step.value, "count", locale)}</span>
              </div>
              <div className="mt-1.5 h-2.5 rounded bg-surface-tertiary">
                <div
                  className="h-full rounded bg-chart-1"
                  style={{ width: `${Math.max(0, step.value / most) * 100}%`, opacity: 1 - index * 0.15 }}
                />
              </div>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/* <Sparkline values={[1, 4, 2]} label="近 7 天" />  a line the size of a word, for Stat */
export function Sparkline({ values, label, className }: { values: number[]; label: string; className?: string }) {
  const top = Math.max(1, ...values);
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(30 - (value / top) * 28).toFixed(1)}`).join(" ");
  return (
    <svg
      viewBox="0 0 100 32"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={cx("h-8 w-20 shrink-0", className)}
    >
      <title>{label}</title>
      <polyline points={points} fill="none" stroke="var(--chart-1)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
