import { CreditCard, Settings2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { countRefunds, listPayments, sumPayments } from "#domain/payment/queries.ts";
import { paymentNo } from "#domain/payment/rules.ts";
import { type ListPaymentsInput, paymentStates } from "#domain/payment/schema.ts";
import { onlineProviders } from "#domain/provider/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { PaymentTabs } from "./tabs.tsx";

export default async function PaymentsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payment:read");
  const params = await searchParams;
  const filter = {
    q: one(params.q) || undefined,
    state: one(params.state) as ListPaymentsInput["state"],
    provider: one(params.provider) as ListPaymentsInput["provider"],
    distributorId: one(params.distributorId),
    ...dateRange(params),
  };
  const [t, page, totals, refunds] = await Promise.all([
    getTranslations("payment"),
    listPayments(ctx, { ...filter, after: one(params.after) }),
    sumPayments(ctx, filter),
    countRefunds(ctx),
  ]);
  const channels = can(ctx.actor, "setting:manage") ? (
    <ButtonLink href="/admin/settings/payments" icon={<Settings2 />}>
      {t("toChannels")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={channels} />
      <PaymentTabs current="payments" waiting={refunds.waiting} />
      <StatGrid className="mb-4">
        <Stat label={t("sum.paid")} value={<Money minor={totals.paidMinor} />} hint={t("sum.paidHint", { count: totals.paid })} />
        <Stat label={t("sum.fee")} value={<Money minor={totals.feeMinor} />} />
        <Stat label={t("sum.refunded")} value={<Money minor={totals.refundedMinor} />} href="/admin/payments/refunds" />
        <Stat label={t("sum.open")} value={totals.open} href="/admin/payments?state=PENDING" />
      </StatGrid>
      <FilterBar
        search={{ placeholder: t("searchHint") }}
        selects={[
          {
            key: "state",
            label: t("stateLabel"),
            options: paymentStates.map((value) => ({ value, label: t(`state.${value}`) })),
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
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payments/${row.id}`}
        params={params}
        filterKeys={["q", "state", "provider", "distributorId", "from", "to"]}
        empty={<EmptyState icon={<CreditCard />} title={t("emptyTitle")} text={t("emptyText")} action={channels} />}
        columns={[
          { key: "no", header: t("no"), primary: true, cell: (row) => paymentNo(row.no) },
          {
            key: "distributor",
            header: t("distributor"),
            cell: ({ distributor }) =>
              distributor ? <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink> : "—",
          },
          { key: "method", header: t("methodLabel"), cell: (row) => t(`method.${row.method}`) },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          { key: "fee", header: t("fee"), align: "end", phone: "hide", cell: (row) => <Money minor={row.feeMinor} /> },
          {
            key: "refunded",
            header: t("refunded"),
            align: "end",
            phone: "hide",
            cell: (row) => (row.refundedMinor > 0n ? <Money minor={row.refundedMinor} /> : <span className="text-muted">—</span>),
          },
          {
            key: "state",
            header: t("stateLabel"),
            cell: (row) => <StatusBadge status={row.state} label={t(`state.${row.state}`)} />,
          },
          { key: "at", header: t("startedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
