import { Banknote } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
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
import { can } from "#domain/access/rules.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { countTopUps, listTopUps } from "#domain/topup/queries.ts";
import { type ListTopUpsInput, topUpMethods, topUpStatuses } from "#domain/topup/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { RecordTopUpButton } from "./record-button.tsx";

export default async function TopUpsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("topup:read");
  const params = await searchParams;
  const [t, payment] = await Promise.all([getTranslations("topup"), getTranslations("payment")]);
  const tab = one(params.status) ?? "PENDING";
  const status = topUpStatuses.find((value) => value === tab);
  const [page, counts, distributors] = await Promise.all([
    listTopUps(ctx, {
      status,
      // Tabs are what people decide; what comes through a provider is among all.
      method: (status ? "BANK" : one(params.method)) as ListTopUpsInput["method"],
      q: one(params.q),
      distributorId: one(params.distributorId),
      after: one(params.after),
      ...dateRange(params),
    }),
    countTopUps(ctx),
    can(ctx.actor, "topup:record") ? listDistributorOptions(ctx) : null,
  ]);
  return (
    <ClientMessages of={["topup"]}>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          distributors ? (
            <RecordTopUpButton
              distributors={distributors.map((one_) => ({
                value: one_.id,
                label: one_.name,
                hint: `#${one_.no} · ${one_.level.name}`,
              }))}
            />
          ) : null
        }
      />
      <LinkTabs
        label={t("title")}
        current={status ?? "ALL"}
        tabs={[
          ...topUpStatuses.map((key) => ({
            key,
            href: hrefWith(params, { status: key, after: null }),
            label: t(`status.${key}`),
            count: counts[key].count,
          })),
          { key: "ALL", href: hrefWith(params, { status: "ALL", after: null }), label: t("all") },
        ]}
      />
      <FilterBar
        search={{ placeholder: t("searchHint") }}
        selects={
          status
            ? []
            : [
                {
                  key: "method",
                  label: t("method"),
                  options: topUpMethods.map((value) => ({ value, label: payment(`provider.${value}`) })),
                },
              ]
        }
        dates
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/topups/${row.id}`}
        params={params}
        filterKeys={["q", "method", "from", "to", "distributorId"]}
        empty={
          <EmptyState
            icon={<Banknote />}
            title={status === "PENDING" ? t("nonePending") : t("emptyTitle")}
            text={status === "PENDING" ? t("nonePendingText") : t("emptyText")}
          />
        }
        columns={[
          {
            key: "reference",
            header: t("reference"),
            primary: true,
            cell: (row) => <span className="font-mono">{row.bankReference}</span>,
          },
          { key: "method", header: t("method"), cell: (row) => payment(`provider.${row.method}`) },
          {
            key: "distributor",
            header: t("distributor"),
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributor.name}</TextLink>,
          },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          {
            key: "status",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          { key: "by", header: t("recordedBy"), phone: "hide", cell: (row) => row.recordedBy ?? "—" },
          { key: "decided", header: t("decidedBy"), phone: "hide", cell: (row) => row.decidedBy ?? "—" },
          { key: "at", header: t("recordedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}
