import { HandCoins } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { getPayoutFigures } from "#domain/payout/queries-batches.ts";
import { listWithdrawals, totalWithdrawals } from "#domain/withdrawal/queries.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { withdrawalStatuses } from "#domain/withdrawal/schema.ts";
import { isId } from "#lib/ids.ts";
import { monthStart } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";
import { PayoutTabs } from "../tabs.tsx";

const figures = ["REQUESTED", "APPROVED", "PAYING", "PAID"] as const;

export default async function WithdrawalsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payout:read");
  const params = await searchParams;
  const [t, payout] = await Promise.all([getTranslations("withdrawal"), getTranslations("payout")]);
  const asked = one(params.distributorId);
  const distributorId = asked && isId(asked) ? asked : undefined;
  const tab = one(params.status) ?? (distributorId ? "ALL" : "REQUESTED");
  const status = withdrawalStatuses.find((value) => value === tab);
  const [page, totals, distributors, work] = await Promise.all([
    listWithdrawals(ctx, { status, distributorId, q: one(params.q), after: one(params.after), ...dateRange(params) }),
    totalWithdrawals(ctx, { distributorId }),
    listDistributorOptions(ctx),
    getPayoutFigures(ctx, monthStart(ctx.now)),
  ]);
  const hrefOf = (key: string) => hrefWith(params, { status: key, after: null });
  return (
    <>
      <PageHeader title={payout("title")} description={t("lead")} />
      <PayoutTabs current="withdrawals" withdrawals={work.withdrawalCount} attention={work.attentionCount} />
      <StatGrid className="mb-6">
        {figures.map((key) => (
          <Stat
            key={key}
            label={t(`status.${key}`)}
            value={<Money minor={totals[key].totalMinor} />}
            hint={`${t("count", { count: totals[key].count })} · ${t(`figureText.${key}`)}`}
            href={`/admin/payouts/withdrawals${hrefOf(key)}`}
          />
        ))}
      </StatGrid>
      <LinkTabs
        label={t("title")}
        current={status ?? "ALL"}
        tabs={[
          ...withdrawalStatuses.map((key) => ({
            key,
            href: hrefOf(key),
            label: t(`status.${key}`),
            count: totals[key].count,
          })),
          { key: "ALL", href: hrefOf("ALL"), label: t("all") },
        ]}
      />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "distributorId",
            label: t("distributor"),
            options: distributors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        dates
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payouts/withdrawals/${row.id}`}
        params={params}
        filterKeys={["q", "distributorId", "from", "to"]}
        empty={
          <EmptyState
            icon={<HandCoins />}
            title={status === "REQUESTED" ? t("nonePending") : t("emptyTitle")}
            text={status === "REQUESTED" ? t("nonePendingText") : t("emptyText")}
          />
        }
        columns={[
          { key: "no", header: t("no"), primary: true, cell: (row) => <span className="font-mono">{withdrawalNo(row.no)}</span> },
          {
            key: "distributor",
            header: t("distributor"),
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
          },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          {
            key: "status",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          { key: "decided", header: t("decidedBy"), phone: "hide", cell: (row) => row.decidedBy ?? "—" },
          { key: "at", header: t("requestedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
