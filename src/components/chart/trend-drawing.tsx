"use client";

import { useLocale } from "next-intl";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useAxes } from "./axes.tsx";
import type { ChartRow, Series } from "./chart-frame.tsx";
import { colourAt, formatValue } from "./palette.ts";
import { PointLink } from "./point-link.tsx";
import { ChartTooltip } from "./tooltip.tsx";

type DotProps = { cx?: number; cy?: number; index?: number };

const hrefOf = (href: string, row: ChartRow) => href.replaceAll("{key}", encodeURIComponent(row.key ?? row.label));

export default function TrendDrawing({ series, rows, stacked }: { series: Series[]; rows: ChartRow[]; stacked?: boolean }) {
  const axes = useAxes(series[0]?.unit ?? "count");
  const locale = useLocale();
  const filled = series.length === 1 || stacked;
  const links = series.map((one) => rows.map((row) => (one.href && row[one.key] ? hrefOf(one.href, row) : null)));
  const entrance = links.findIndex((hrefs) => hrefs.some((href) => href));
  function point(y: number, { cx, cy, index = -1 }: DotProps) {
    const [one, row, href] = [series[y], rows[index], links[y]?.[index]];
    if (!one || !row || !href || cx === undefined || cy === undefined) return <g key={`${y}-${index}`} />;
    const value = formatValue(Number(row[one.key]), one.unit ?? "count", locale);
    const first = y === entrance && links[y]?.findIndex((other) => other) === index;
    const shown = { href, cx, cy, first, x: index, y, colour: colourAt(y), label: `${row.label} ${one.label}: ${value}` };
    return <PointLink key={`${y}-${index}`} {...shown} />;
  }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...axes.grid} />
        <XAxis {...axes.category} />
        <YAxis {...axes.value} />
        <Tooltip
          content={<ChartTooltip series={series} />}
          cursor={{ stroke: "var(--border-strong)" }}
          isAnimationActive={false}
        />
        {series.map((one, index) => (
          <Area
            key={one.key}
            dataKey={one.key}
            name={one.label}
            type="monotone"
            stackId={stacked ? "all" : undefined}
            stroke={colourAt(index)}
            strokeWidth={1.75}
            fill={colourAt(index)}
            fillOpacity={filled ? 0.1 : 0}
            dot={one.href ? (props: DotProps) => point(index, props) : false}
            activeDot={{ r: 3.5, strokeWidth: 0, pointerEvents: "none" }}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
