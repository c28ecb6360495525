import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ChartTable } from "./chart-frame.tsx";
import { LinkField } from "./link-field.tsx";
import { formatValue } from "./palette.ts";

/*
 * <HeatGrid title="核销时段" cells={[{ weekday: 1, hour: 9, value: 12 }, …]} />    weekday 1 Monday … 7 Sunday, hour 0 … 23, Asia/Shanghai
 * `hrefOf={(weekday, hour) => "…"}` makes each cell that has something a link to the list behind it.
 * Server-drawn; missing cells are zero. Colour says how many, the title of each cell and the hidden table say exactly.
 */
export type HeatCell = { weekday: number; hour: number; value: number };

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const cell = 20;
const left = 34;

type HeatGridProps = { title: string; cells: HeatCell[]; hrefOf?: (weekday: number, hour: number) => string };

export function HeatGrid({ title, cells, hrefOf }: HeatGridProps) {
  const t = useTranslations("chart");
  const locale = useLocale();
  const most = Math.max(1, ...cells.map((one) => one.value));
  const valueAt = new Map(cells.map((one) => [`${one.weekday}:${one.hour}`, one.value]));
  const at = (weekday: string, hour: number) => valueAt.get(`${weekday}:${hour}`) ?? 0;
  const first = cells.reduce((place, one) => (one.value > 0 ? Math.min(place, one.weekday * 24 + one.hour) : place), Infinity);
  const drawing = (
    <svg viewBox={`0 0 ${left + 24 * cell} ${7 * cell + 18}`} aria-hidden={hrefOf ? undefined : true} className="h-auto w-full">
      <title>{title}</title>
      {weekdays.map((weekday, row) => (
        <g key={weekday}>
          <text x={left - 6} y={row * cell + 13.5} textAnchor="end" className="fill-muted text-[9px]">
            {t(`weekday.${weekday}`)}
          </text>
          {hours.map((hour) => {
            const value = at(weekday, hour);
            const said = `${t(`weekday.${weekday}`)} ${t("hour", { hour })}: ${formatValue(value, "count", locale)}`;
            const rect = (
              <rect
                key={hour}
                x={left + hour * cell + 1}
                y={row * cell + 1}
                width={cell - 2}
                height={cell - 2}
                rx="3"
                fill={value === 0 ? "var(--surface-tertiary)" : "var(--chart-1)"}
                fillOpacity={value === 0 ? 0.6 : 0.15 + 0.85 * (value / most)}
              >
                <title>{said}</title>
              </rect>
            );
            if (!hrefOf || value === 0) return rect;
            return (
              <Link
                key={hour}
                href={hrefOf(Number(weekday), hour)}
                prefetch={false}
                aria-label={said}
                data-x={hour}
                data-y={weekday}
                tabIndex={Number(weekday) * 24 + hour === first ? 0 : -1}
                className="outline-none focus-visible:[&>rect]:stroke-foreground focus-visible:[&>rect]:stroke-2 hover:[&>rect]:stroke-accent"
              >
                {rect}
              </Link>
            );
          })}
        </g>
      ))}
      {[0, 6, 12, 18, 23].map((hour) => (
        <text
          key={hour}
          x={left + hour * cell + cell / 2}
          y={7 * cell + 13}
          textAnchor="middle"
          className="fill-muted text-[9px]"
        >
          {hour}
        </text>
      ))}
    </svg>
  );
  return (
    <figure className="min-w-0">
      {hrefOf ? <LinkField label={t("linked", { title })}>{drawing}</LinkField> : drawing}
      <div aria-hidden="true" className="mt-2 flex items-center justify-end gap-1 text-2xs text-muted">
        {t("less")}
        {[0.15, 0.4, 0.7, 1].map((opacity) => (
          <span key={opacity} className="size-3 rounded-sm bg-chart-1" style={{ opacity }} />
        ))}
        {t("more")}
      </div>
      <ChartTable
        title={title}
        series={weekdays.map((weekday) => ({ key: weekday, label: t(`weekday.${weekday}`) }))}
        rows={hours.map((hour) => ({
          label: t("hour", { hour }),
          ...Object.fromEntries(weekdays.map((weekday) => [weekday, at(weekday, hour)])),
        }))}
      />
    </figure>
  );
}
