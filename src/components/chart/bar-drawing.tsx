"use client";

import { Bar, BarChart as Bars, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useAxes } from "./axes.tsx";
import type { ChartRow, Series } from "./chart-frame.tsx";
import { colourAt } from "./palette.ts";
import { ChartTooltip } from "./tooltip.tsx";

type BarDrawingProps = { series: Series[]; rows: ChartRow[]; stacked?: boolean; lying?: boolean };

export default function BarDrawing({ series, rows, stacked, lying }: BarDrawingProps) {
  const axes = useAxes(series[0]?.unit ?? "count");
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Bars
        data={rows}
        layout={lying ? "vertical" : "horizontal"}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barCategoryGap="28%"
        accessibilityLayer={false}
      >
        <CartesianGrid {...axes.grid} vertical={lying} horizontal={!lying} />
        {lying ? <YAxis {...axes.category} type="category" width={112} /> : <XAxis {...axes.category} />}
        {lying ? <XAxis {...axes.value} type="number" /> : <YAxis {...axes.value} />}
        <Tooltip
          content={<ChartTooltip series={series} />}
          cursor={{ fill: "var(--surface-secondary)" }}
          isAnimationActive={false}
        />
        {series.map((one, index) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            name={one.label}
            stackId={stacked ? "all" : undefined}
            fill={colourAt(index)}
            radius={stacked ? 0 : 3}
            maxBarSize={28}
            isAnimationActive={false}
          />
        ))}
      </Bars>
    </ResponsiveContainer>
  );
}
