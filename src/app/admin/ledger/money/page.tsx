import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { BarChart, TrendChart } from "#components/chart/trend-chart.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { Card } from "#components/ui/card.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { AccountKind } from "#domain/ledger/rules.ts";
import { getMoney, type Money as MoneyOf } from "#domain/report/queries-money.ts";
import { daysOf } from "#domain/report/rules.ts";
import { ratio } from "#lib/money.ts";
import { requireStaff } from "#trpc/server.ts";
import { LedgerTabs } from "../parts.tsx";
import { periodOf } from "../period.ts";

export default async function MoneyPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const { window, days, query } = periodOf(params, ctx.now);
  const [t, money] = await Promise.all([getTranslations("ledger"), getMoney(ctx, window)]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LedgerTabs current="money" />
      <FilterBar dates={days} />
      <Figures money={money} query={query} />
      <div className="mb-4 grid gap-4 xl:grid-cols-2">
        <Charts money={money} days={daysOf(window)} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Held
          title={t("money.where")}
          text={t("money.whereText")}
          held={money.held}
          query={query}
          kinds={["BANK", "CASH_WECHAT", "CASH_ALIPAY", "CASH_STRIPE", "CASH_SANDBOX", "RECEIVABLE"]}
        />
        <Held
          title={t("money.owed")}
          text={t("money.owedText")}
          held={money.held}
          query={query}
          kinds={["PREPAID", "COMMISSION_FROZEN", "COMMISSION_PAYABLE", "OUTGOING", "TAX_WITHHELD", "SUSPENSE"]}
        />
      </div>
    </>
  );
}

function Figures({ money, query }: { money: MoneyOf; query: string }) {
  const t = useTranslations("ledger.money");
  const { held } = money;
  const entries = (kind: AccountKind) => `/admin/ledger/entries?kind=${kind}&${query}`;
  const pending = held.COMMISSION_FROZEN + held.COMMISSION_PAYABLE;
  const parts = { frozen: formatMoney(held.COMMISSION_FROZEN), payable: formatMoney(held.COMMISSION_PAYABLE) };
  return (
    <StatGrid className="mb-4">
      <Stat
        label={t("income")}
        value={<Money minor={money.incomeMinor} />}
        hint={t("incomeHint")}
        href={`/admin/ledger?${query}`}
      />
      <Stat label={t("sales")} value={<Money minor={money.salesMinor} />} href={entries("SALES")} />
      <Stat label={t("breakage")} value={<Money minor={money.breakageMinor} />} href={entries("BREAKAGE")} />
      <Stat label={t("commission")} value={<Money minor={money.commissionMinor} />} href={entries("COMMISSION_EXPENSE")} />
      <Stat label={t("fees")} value={<Money minor={money.feesMinor} />} href={entries("FEES")} />
      <Stat label={t("pending")} value={<Money minor={pending} />} hint={t("pendingHint", parts)} href="/admin/settlement" />
      <Stat
        label={t("paidOut")}
        value={<Money minor={money.paidOutMinor} />}
        hint={t("paidOutHint")}
        href={`/admin/ledger/transactions?kind=payout&${query}`}
      />
      <Stat label={t("tax")} value={<Money minor={held.TAX_WITHHELD} />} href={entries("TAX_WITHHELD")} />
    </StatGrid>
  );
}

function Charts({ money, days }: { money: MoneyOf; days: string[] }) {
  const t = useTranslations("ledger.money");
  const byDay = new Map(money.days.map((row) => [row.day, row]));
  const rows = days.map((day) => {
    const row = byDay.get(day);
    return {
      key: day,
      label: day.slice(5),
      income: Number(row?.incomeMinor ?? 0n),
      cost: Number(row?.costMinor ?? 0n),
      in: Number(row?.inMinor ?? 0n),
      out: Number(row?.outMinor ?? 0n),
    };
  });
  const href = "/admin/ledger/transactions?from={key}&to={key}";
  return (
    <>
      <Card title={t("trend")}>
        <TrendChart
          title={t("trend")}
          series={[
            { key: "income", label: t("trendIncome"), unit: "money", href },
            { key: "cost", label: t("trendCost"), unit: "money", href },
          ]}
          rows={rows}
        />
      </Card>
      <Card title={t("flow")}>
        <BarChart
          title={t("flow")}
          series={[
            { key: "in", label: t("flowIn"), unit: "money" },
            { key: "out", label: t("flowOut"), unit: "money" },
          ]}
          rows={rows}
        />
      </Card>
    </>
  );
}

type HeldProps = { title: string; text: string; held: MoneyOf["held"]; kinds: AccountKind[]; query: string };

/** Balances at the end of the period, the longest bar for the largest. */
function Held({ title, text, held, kinds, query }: HeldProps) {
  const t = useTranslations("ledger");
  const shown = kinds.filter((kind) => held[kind] !== 0n || !kind.startsWith("CASH_"));
  const [most = 0n] = shown.map((kind) => held[kind]).sort((a, b) => (a < b ? 1 : -1));
  return (
    <Card title={title} description={text}>
      <ul className="grid gap-3">
        {shown.map((kind) => (
          <li key={kind}>
            <Link href={`/admin/ledger/entries?kind=${kind}&${query}`} className="block text-sm hover:underline">
              <span className="flex items-baseline justify-between gap-3">
                <span>{t(`kind.${kind}`)}</span>
                <Money minor={held[kind]} className="font-medium" />
              </span>
              <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-surface-secondary">
                <span className="block h-full rounded-full bg-accent" style={{ width: `${width(held[kind], most)}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const width = (minor: bigint, most: bigint): number => Math.max(0, ratio(minor, most)) * 100;
