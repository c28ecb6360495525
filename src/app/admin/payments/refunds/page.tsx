import { Undo2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { countRefunds, listRefunds } from "#domain/payment/queries.ts";
import { paymentNo, refundNo } from "#domain/payment/rules.ts";
import { type ListRefundsInput, refundStates } from "#domain/payment/schema.ts";
import { onlineProviders } from "#domain/provider/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { PaymentTabs } from "../tabs.tsx";

export default async function RefundsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payment:read");
  const params = await searchParams;
  const [t, page, counts] = await Promise.all([
    getTranslations("payment"),
    listRefunds(ctx, {
      q: one(params.q) || undefined,
      state: one(params.state) as ListRefundsInput["state"],
      provider: one(params.provider) as ListRefundsInput["provider"],
      distributorId: one(params.distributorId),
      after: one(params.after),
      ...dateRange(params),
    }),
    countRefunds(ctx),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("refundsLead")} />
      <PaymentTabs current="refunds" waiting={counts.waiting} />
      <FilterBar
        search={{ placeholder: t("refundSearch") }}
        selects={[
          {
            key: "state",
            label: t("stateLabel"),
            options: refundStates.map((value) => ({ value, label: t(`refundState.${value}`) })),
          },
          {
            key: "provider",
            label: t("providerLabel"),
            options: onlineProviders.map((value) => ({ value, label: t(`provider.${value}`) })),
          },
        ]}
        dates
      />
      <DataTable
        label={t("refunds")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payments/${row.paymentId}#refunds`}
        params={params}
        filterKeys={["q", "state", "provider", "distributorId", "from", "to"]}
        empty={<EmptyState icon={<Undo2 />} title={t("refundEmptyTitle")} text={t("refundEmptyText")} />}
        columns={[
          { key: "no", header: t("no"), primary: true, cell: (row) => refundNo(row.no) },
          {
            key: "distributor",
            header: t("distributor"),
            cell: ({ payment: { distributor } }) =>
              distributor ? <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink> : "—",
          },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          {
            key: "state",
            header: t("stateLabel"),
            cell: (row) => <StatusBadge status={row.state} label={t(`refundState.${row.state}`)} />,
          },
          {
            key: "payment",
            header: t("payment"),
            phone: "hide",
            cell: (row) => `${paymentNo(row.payment.no)} · ${t(`provider.${row.provider}`)}`,
          },
          { key: "by", header: t("requestedBy"), phone: "hide", cell: (row) => row.requestedBy ?? "—" },
          { key: "decided", header: t("decidedBy"), phone: "hide", cell: (row) => row.decidedBy ?? "—" },
          { key: "at", header: t("requestedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
