import { useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { HeatGrid } from "#components/chart/heat-grid.tsx";
import { DonutChart, FunnelChart } from "#components/chart/share-charts.tsx";
import { TrendChart } from "#components/chart/trend-chart.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { can } from "#domain/access/rules.ts";
import {
  type DayRow,
  getStanding,
  getTotals,
  listBestDistributors,
  listBestProducts,
  listDays,
  listHeat,
  listLowStock,
  type Standing,
  type Totals,
} from "#domain/report/queries.ts";
import type { Window } from "#domain/report/rules.ts";
import type { Ctx, StaffActor } from "#lib/context.ts";
import { BestList } from "./best-list.tsx";
import { PeriodStats, StandingStats } from "./dashboard-stats.tsx";
import { eachDay, type Period, periodHref } from "./period-href.ts";

type DashboardProps = { ctx: Ctx<StaffActor>; window: Window; days: string[]; period: Period };

/** Everything that has to be counted; the page around it is there at once. */
export async function Dashboard({ ctx, window, days, period }: DashboardProps) {
  const [t, locale, totals, standing, counted, products, distributors, heat, low] = await Promise.all([
    getTranslations("dashboard"),
    getLocale(),
    getTotals(ctx, window),
    getStanding(ctx),
    listDays(ctx, window),
    listBestProducts(ctx, window),
    listBestDistributors(ctx, window),
    listHeat(ctx, window),
    listLowStock(ctx),
  ]);
  const commissions = can(ctx.actor, "commission:read");
  const slot = (weekday: number, hour: number) => periodHref.redemptions(period, { slot: `${weekday}-${hour}` });
  const best = { period, label: t("bestProducts") };
  return (
    <>
      {low.length > 0 ? <LowStock rows={low} locale={locale} /> : null}
      <PeriodStats totals={totals} period={period} commissions={commissions} />
      <Trends days={days} counted={counted} commissions={commissions} />
      <h2 className="mt-8 mb-3 text-base font-semibold">{t("standing")}</h2>
      <StandingStats standing={standing} commissions={commissions} />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card title={t("bestProducts")} flush>
          <BestList {...best} rows={products} name={t("product")} by="productId" />
        </Card>
        <Card title={t("bestDistributors")} flush>
          <BestList {...best} label={t("bestDistributors")} rows={distributors} name={t("distributor")} by="distributorId" />
        </Card>
        <Card title={t("funnelTitle")} description={t("period", period)} className="lg:col-span-2">
          <Funnel totals={totals.now} period={period} />
        </Card>
        <Card title={t("heatTitle")}>
          <HeatGrid title={t("heatTitle")} cells={heat} hrefOf={slot} />
        </Card>
        <Card title={t("stockShare")}>
          <StockShare standing={standing} />
        </Card>
      </div>
    </>
  );
}

function Trends({ days, counted, commissions }: { days: string[]; counted: DayRow[]; commissions: boolean }) {
  const t = useTranslations("dashboard");
  const found = new Map(counted.map((row) => [row.day, row]));
  const rows = days.map((day) => {
    const row = found.get(day);
    const money = { sales: Number(row?.salesMinor ?? 0n), commission: Number(row?.commissionMinor ?? 0n) };
    return { key: day, label: day.slice(5), claims: row?.claims ?? 0, redemptions: row?.redemptions ?? 0, ...money };
  });
  const commission = {
    ...{ key: "commission", label: t("commission"), unit: "money" as const },
    href: periodHref.commissions(eachDay),
  };
  return (
    <div className="mt-4 grid gap-4 lg:grid-cols-2">
      <Card title={t("trendTitle")}>
        <TrendChart
          title={t("trendTitle")}
          rows={rows}
          series={[
            { key: "claims", label: t("claims"), href: periodHref.claims(eachDay) },
            { key: "redemptions", label: t("redemptions"), href: periodHref.redemptions(eachDay) },
          ]}
        />
      </Card>
      <Card title={t("salesTrendTitle")}>
        <TrendChart
          title={t("salesTrendTitle")}
          rows={rows}
          series={[
            { key: "sales", label: t("sales"), unit: "money", href: periodHref.sales(eachDay) },
            ...(commissions ? [commission] : []),
          ]}
        />
      </Card>
    </div>
  );
}

function Funnel({ totals, period }: { totals: Totals; period: Period }) {
  const t = useTranslations("dashboard");
  return (
    <FunnelChart
      title={t("funnelTitle")}
      steps={[
        { label: t("soldStep"), value: totals.soldVouchers, href: periodHref.sales(period) },
        { label: t("claims"), value: totals.claims, href: periodHref.claims(period) },
        { label: t("redemptions"), value: totals.redemptions, href: periodHref.redemptions(period) },
      ]}
    />
  );
}

function StockShare({ standing }: { standing: Standing }) {
  const t = useTranslations("dashboard");
  return (
    <DonutChart
      title={t("stockShare")}
      parts={[
        { label: t("inStock"), value: standing.inStock, href: "/admin/vouchers?status=IN_STOCK" },
        { label: t("inChannels"), value: standing.allotted, href: "/admin/vouchers?status=ALLOTTED" },
        { label: t("claimed"), value: standing.claimed, href: "/admin/vouchers?status=CLAIMED" },
        { label: t("redeemed"), value: standing.redeemed, href: "/admin/vouchers?status=REDEEMED" },
      ]}
    />
  );
}

function LowStock({ rows, locale }: { rows: { name: string; inStock: number }[]; locale: string }) {
  const t = useTranslations("dashboard");
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
