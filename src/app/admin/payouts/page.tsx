import { Plus, Send } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { BatchStatusBadge } from "#app/payout-parts.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { getPayoutFigures, listBatches } from "#domain/payout/queries-batches.ts";
import { listPayoutChannels } from "#domain/payout/queries-payable.ts";
import { batchNo, batchStatuses } from "#domain/payout/rules.ts";
import type { ListBatchesInput } from "#domain/payout/schema.ts";
import { dayKey, monthStart } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";
import { Paused } from "./paused.tsx";
import { PayoutTabs } from "./tabs.tsx";

export default async function PayoutsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payout:read");
  const params = await searchParams;
  const month = monthStart(ctx.now);
  const [t, locale, page, figures, channels] = await Promise.all([
    getTranslations("payout"),
    getLocale(),
    listBatches(ctx, {
      q: one(params.q) || undefined,
      status: one(params.status) as ListBatchesInput["status"],
      provider: one(params.provider) as ListBatchesInput["provider"],
      after: one(params.after),
      ...dateRange(params),
    }),
    getPayoutFigures(ctx, month),
    listPayoutChannels(ctx),
  ]);
  const mayPrepare = can(ctx.actor, "payout:prepare");
  const create = mayPrepare ? (
    <ButtonLink href="/admin/payouts/new" variant="primary" icon={<Plus />}>
      {t("new")}
    </ButtonLink>
  ) : null;
  const count = (value: number) => t("figure.count", { count: value });
  return (
    <ClientMessages of={["payout"]}>
      <PageHeader title={t("title")} description={t("lead")} actions={create} />
      {channels.map(({ provider, pausedUntil }) =>
        pausedUntil ? (
          <Paused key={provider} provider={provider} until={formatDateTime(pausedUntil, { locale })} mayResume={mayPrepare} />
        ) : null,
      )}
      <StatGrid columns={5} className="mb-5">
        <Stat
          label={t("figure.payable")}
          value={<Money minor={figures.payableMinor} />}
          hint={count(figures.payableCount)}
          href={mayPrepare ? "/admin/payouts/new" : undefined}
        />
        <Stat
          label={t("figure.toApprove")}
          value={<Money minor={figures.toApproveMinor} />}
          hint={count(figures.toApproveCount)}
          href="/admin/payouts?status=PREPARED"
        />
        <Stat
          label={t("figure.underWay")}
          value={<Money minor={figures.underWayMinor} />}
          hint={count(figures.underWayCount)}
          href="/admin/payouts/items?open=1"
        />
        <Stat
          label={t("figure.attention")}
          value={<Money minor={figures.attentionMinor} />}
          hint={figures.attentionCount > 0 ? t("figure.needsPerson") : count(0)}
          href="/admin/payouts/items?attention=1"
        />
        <Stat
          label={t("figure.paidMonth")}
          value={<Money minor={figures.paidThisMonthMinor} />}
          href={`/admin/payouts/items?status=PAID&from=${dayKey(month)}`}
        />
      </StatGrid>
      <PayoutTabs current="batches" withdrawals={figures.withdrawalCount} attention={figures.attentionCount} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "status",
            label: t("batchStatus.label"),
            options: batchStatuses.map((value) => ({ value, label: t(`batchStatus.${value}`) })),
          },
          {
            key: "provider",
            label: t("provider.label"),
            options: channels.map(({ provider }) => ({ value: provider, label: t(`provider.${provider}`) })),
          },
        ]}
        dates
      />
      <DataTable
        label={t("tab.batches")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payouts/${row.id}`}
        params={params}
        filterKeys={["q", "status", "provider", "from", "to"]}
        empty={<EmptyState icon={<Send />} title={t("emptyTitle")} text={t("emptyText")} action={create} />}
        columns={[
          {
            key: "no",
            header: t("batch"),
            primary: true,
            cell: (row) => (
              <span>
                <span className="font-mono">{batchNo(row.no)}</span>
                {row.note ? <span className="ml-2 font-normal text-muted">{row.note}</span> : null}
              </span>
            ),
          },
          { key: "provider", header: t("provider.label"), cell: (row) => t(`provider.${row.provider}`) },
          {
            key: "status",
            header: t("batchStatus.label"),
            cell: (row) => <BatchStatusBadge status={row.status} />,
          },
          {
            key: "progress",
            header: t("progress"),
            cell: (row) => (
              <Progress
                value={row.paidCount}
                max={row.itemCount}
                label={t("progress")}
                tone={row.attentionCount > 0 ? "warning" : "success"}
                showText={`${row.paidCount} / ${row.itemCount}`}
                className="min-w-36"
              />
            ),
          },
          { key: "total", header: t("total"), align: "end", cell: (row) => <Money minor={row.totalMinor} /> },
          { key: "by", header: t("preparedBy"), phone: "hide", cell: (row) => row.preparedBy ?? "—" },
          { key: "decided", header: t("decidedBy"), phone: "hide", cell: (row) => row.decidedBy ?? "—" },
          { key: "at", header: t("preparedAt"), cell: (row) => <DateTime at={row.preparedAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}
