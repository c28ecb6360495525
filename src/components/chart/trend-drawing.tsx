"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useAxes } from "./axes.tsx";
import type { ChartRow, Series } from "./chart-frame.tsx";
import { colourAt } from "./palette.ts";
import { ChartTooltip } from "./tooltip.tsx";

export default function TrendDrawing({ series, rows, stacked }: { series: Series[]; rows: ChartRow[]; stacked?: boolean }) {
  const axes = useAxes(series[0]?.unit ?? "count");
  const filled = series.length === 1 || stacked;
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
            dot={false}
            activeDot={{ r: 3.5, strokeWidth: 0 }}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
