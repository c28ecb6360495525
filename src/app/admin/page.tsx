import { getLocale, getTranslations } from "next-intl/server";
import { HeatGrid } from "#components/chart/heat-grid.tsx";
import { DonutChart } from "#components/chart/share-charts.tsx";
import { TrendChart } from "#components/chart/trend-chart.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import {
  getStanding,
  getTotals,
  listBestDistributors,
  listBestProducts,
  listDays,
  listHeat,
  listLowStock,
} from "#domain/report/queries.ts";
import { daysOf, windowOf } from "#domain/report/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { BestList } from "./best-list.tsx";
import { PeriodStats, StandingStats } from "./dashboard-stats.tsx";

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [ctx, params, t, locale] = await Promise.all([
    requireStaff("report:read"),
    searchParams,
    getTranslations("dashboard"),
    getLocale(),
  ]);
  const window = windowOf({ from: one(params.from), to: one(params.to) }, ctx.now);
  const [totals, standing, days, products, distributors, heat, low] = await Promise.all([
    getTotals(ctx, window),
    getStanding(ctx),
    listDays(ctx, window),
    listBestProducts(ctx, window),
    listBestDistributors(ctx, window),
    listHeat(ctx, window),
    listLowStock(ctx),
  ]);
  const seesCommissions = can(ctx.actor, "commission:read");
  const all = daysOf(window);
  const period = { from: all[0]!, to: all.at(-1)! };
  const found = new Map(days.map((row) => [row.day, row]));
  const rows = all.map((day) => {
    const row = found.get(day);
    const money = { sales: Number(row?.salesMinor ?? 0n), commission: Number(row?.commissionMinor ?? 0n) };
    return { label: day.slice(5), claims: row?.claims ?? 0, redemptions: row?.redemptions ?? 0, ...money };
  });
  return (
    <>
      <PageHeader title={t("title")} description={t("period", period)} />
      <FilterBar dates={period} />
      {low.length > 0 ? <LowStock rows={low} locale={locale} /> : null}
      <PeriodStats totals={totals} period={period} commissions={seesCommissions} />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card title={t("trendTitle")}>
          <TrendChart
            title={t("trendTitle")}
            rows={rows}
            series={[
              { key: "claims", label: t("claims") },
              { key: "redemptions", label: t("redemptions") },
            ]}
          />
        </Card>
        <Card title={t("salesTrendTitle")}>
          <TrendChart
            title={t("salesTrendTitle")}
            rows={rows}
            series={[
              { key: "sales", label: t("sales"), unit: "money" },
              ...(seesCommissions ? [{ key: "commission", label: t("commission"), unit: "money" as const }] : []),
            ]}
          />
        </Card>
      </div>
      <h2 className="mt-8 mb-3 text-base font-semibold">{t("standing")}</h2>
      <StandingStats standing={standing} commissions={seesCommissions} />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card title={t("bestProducts")} flush>
          <BestList rows={products} name={t("product")} base="/admin/products" label={t("bestProducts")} />
        </Card>
        <Card title={t("bestDistributors")} flush>
          <BestList rows={distributors} name={t("distributor")} base="/admin/distributors" label={t("bestDistributors")} />
        </Card>
        <Card title={t("heatTitle")}>
          <HeatGrid title={t("heatTitle")} cells={heat} />
        </Card>
        <Card title={t("stockShare")}>
          <DonutChart
            title={t("stockShare")}
            parts={[
              { label: t("inStock"), value: standing.inStock },
              { label: t("inChannels"), value: standing.allotted },
              { label: t("claimed"), value: standing.claimed },
              { label: t("redeemed"), value: standing.redeemed },
            ]}
          />
        </Card>
      </div>
    </>
  );
}

async function LowStock({ rows, locale }: { rows: { name: string; inStock: number }[]; locale: string }) {
  const t = await getTranslations("dashboard");
  const names = new Intl.ListFormat(locale, { type: "conjunction" }).format([
    ...rows.slice(0, 10).map((row) => `${row.name} (${row.inStock})`),
    ...(rows.length > 10 ? ["…"] : []),
  ]);
  return (
    <div className="mb-4">
      <Alert
        tone="warning"
        title={t("lowStock", { count: rows.length })}
        action={<ButtonLink href="/admin/stock">{t("toStock")}</ButtonLink>}
      >
        {t("lowStockText", { names })}
      </Alert>
    </div>
  );
}
