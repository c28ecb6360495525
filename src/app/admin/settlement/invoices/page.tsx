import { ReceiptText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listInvoices } from "#domain/settlement/queries-invoice.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { invoiceStatuses } from "#domain/settlement/schema-invoice.ts";
import { requireStaff } from "#trpc/server.ts";
import { SettlementTabs } from "../tabs.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("invoices.title") };
}

/** Companies' invoices; each is checked on its statement's page. */
export default async function InvoicesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const status = invoiceStatuses.find((value) => value === one(params.status));
  const [t, s, page] = await Promise.all([
    getTranslations("settlement.invoices"),
    getTranslations("statement"),
    listInvoices(ctx, { status, after: one(params.after) }),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <SettlementTabs current="invoices" />
      <FilterBar
        selects={[
          {
            key: "status",
            label: s("status.label"),
            options: invoiceStatuses.map((value) => ({ value, label: s(`invoice.status.${value}`) })),
          },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/settlement/statements/${row.statementId}`}
        params={params}
        filterKeys={["status"]}
        empty={<EmptyState icon={<ReceiptText />} title={t("emptyTitle")} text={t("emptyText")} />}
        columns={[
          {
            key: "number",
            header: s("invoice.number"),
            primary: true,
            cell: (row) => <span className="font-mono">{row.number}</span>,
          },
          { key: "distributor", header: s("distributor"), cell: (row) => row.distributorName },
          { key: "statement", header: s("no"), cell: (row) => statementNo(row.statementNo) },
          { key: "amount", header: s("gross"), align: "end", cell: (row) => <Money minor={row.grossMinor} /> },
          {
            key: "status",
            header: s("status.label"),
            cell: (row) => <StatusBadge status={row.status} label={s(`invoice.status.${row.status}`)} />,
          },
          { key: "at", header: s("invoice.sentAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
