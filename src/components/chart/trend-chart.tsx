"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ChartFrame, type ChartRow, type Series } from "./chart-frame.tsx";

const loading = () => <Skeleton className="size-full" />;
const TrendDrawing = dynamic(() => import("./trend-drawing.tsx"), { ssr: false, loading });
const BarDrawing = dynamic(() => import("./bar-drawing.tsx"), { ssr: false, loading });

/*
 * <TrendChart title="领取与核销" series={[{ key: "claims", label: "领取" }, { key: "redemptions", label: "核销" }]}
 *   rows={days.map((day) => ({ label: "11-22", claims: 10, redemptions: 4 }))} />
 *   A series with href: "/admin/redemptions?from={key}&to={key}" opens that list at a click on a day; rows then have a `key`.
 * <BarChart title="最佳商品" series={[{ key: "sales", label: "销售额", unit: "money" }]} rows={…} lying />
 * Values are numbers; unit "money" means 分, "percent" a ratio. Recharts arrives after the page, so a server page may use these freely.
 */
type ChartProps = { title: string; description?: string; series: Series[]; rows: ChartRow[]; stacked?: boolean; height?: number };

export function TrendChart({ stacked, height = 240, ...frame }: ChartProps) {
  return (
    <ChartFrame {...frame} height={height}>
      <TrendDrawing series={frame.series} rows={frame.rows} stacked={stacked} />
    </ChartFrame>
  );
}

export function BarChart({ stacked, lying, height = 240, ...frame }: ChartProps & { lying?: boolean }) {
  return (
    <ChartFrame {...frame} height={height}>
      <BarDrawing series={frame.series} rows={frame.rows} stacked={stacked} lying={lying} />
    </ChartFrame>
  );
}
