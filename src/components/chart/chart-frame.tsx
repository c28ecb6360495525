import { ChartNoAxesColumn } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkField } from "./link-field.tsx";
import { type ChartUnit, colourAt, formatValue } from "./palette.ts";

/**
 * A series as every chart takes it: the key in the data, its name, and how its numbers are written. In a trend `href` is the list
 * behind a point: `{key}` in it stands for the row's `key`, such as its day.
 */
export type Series = { key: string; label: string; unit?: ChartUnit; href?: string };
export type ChartRow = { label: string; [key: string]: string | number };

type ChartFrameProps = {
  title: string;
  description?: string;
  series: Series[];
  rows: ChartRow[];
  height: number;
  legend?: boolean;
  children: ReactNode;
};

/** What all charts share: a name, the numbers as a table for those who cannot see the drawing, a legend, and a word when there is nothing. */
export function ChartFrame({ title, description, series, rows, height, legend = series.length > 1, children }: ChartFrameProps) {
  const t = useTranslations("chart");
  const empty = rows.length === 0 || rows.every((row) => series.every((one) => !row[one.key]));
  return (
    <figure className="min-w-0">
      {legend ? <Legend series={series} /> : null}
      {empty ? (
        <div className="grid place-items-center gap-2 text-sm text-muted" style={{ height }}>
          <span className="grid place-items-center gap-2">
            <ChartNoAxesColumn aria-hidden="true" className="size-5" />
            {t("noData")}
          </span>
        </div>
      ) : (
        <Drawing title={title} height={height} linked={series.some((one) => one.href)}>
          {children}
        </Drawing>
      )}
      <ChartTable title={title} description={description} series={series} rows={rows} />
    </figure>
  );
}

/** A drawing that opens nothing is only for the eye; the table says the same. */
function Drawing({ title, height, linked, children }: { title: string; height: number; linked: boolean; children: ReactNode }) {
  const t = useTranslations("chart");
  if (linked)
    return (
      <LinkField label={t("linked", { title })} nearest className="cursor-pointer text-xs" style={{ height }}>
        {children}
      </LinkField>
    );
  return (
    <div aria-hidden="true" style={{ height }} className="min-w-0 text-xs">
      {children}
    </div>
  );
}

export function Legend({ series }: { series: Pick<Series, "key" | "label">[] }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map((one, index) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2 rounded-full" style={{ background: colourAt(index) }} />
          {one.label}
        </li>
      ))}
    </ul>
  );
}

export function ChartTable({
  title,
  description,
  series,
  rows,
}: Pick<ChartFrameProps, "title" | "description" | "series" | "rows">) {
  const locale = useLocale();
  return (
    <div className="sr-only">
      <table>
        <caption>
          {title}
          {description ? `: ${description}` : ""}
        </caption>
        <thead>
          <tr>
            <td />
            {series.map((one) => (
              <th key={one.key} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {series.map((one) => (
                <td key={one.key}>{formatValue(Number(row[one.key] ?? 0), one.unit ?? "count", locale)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
