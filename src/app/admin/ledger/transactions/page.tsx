import { Landmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listTransactions, type TransactionRow } from "#domain/report/queries-transactions.ts";
import { transactionKinds } from "#domain/report/rules-books.ts";
import { requireStaff } from "#trpc/server.ts";
import { ActorText } from "../actor-text.tsx";
import { DocumentLink, KindText, kindKey, LedgerTabs } from "../parts.tsx";

export default async function TransactionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const filter = { kind: one(params.kind), q: one(params.q), after: one(params.after), ...dateRange(params) };
  const [t, page] = await Promise.all([getTranslations("ledger"), listTransactions(ctx, filter)]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LedgerTabs current="transactions" />
      <FilterBar
        search={{ placeholder: t("searchTxn") }}
        selects={[
          {
            key: "kind",
            label: t("type"),
            options: [
              ...transactionKinds.map((value) => ({ value: value as string, label: t(`txn.${kindKey(value)}`) })),
              { value: "reversal", label: t("reversals") },
            ],
          },
        ]}
        dates
      />
      <TransactionTable rows={page.items} params={params} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

function TransactionTable({ rows, params }: { rows: TransactionRow[]; params: Params }) {
  const t = useTranslations("ledger");
  return (
    <DataTable
      label={t("tabs.transactions")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/ledger/transactions/${row.id}`}
      params={params}
      filterKeys={["q", "kind", "from", "to"]}
      empty={<EmptyState icon={<Landmark />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "kind", header: t("type"), primary: true, cell: (row) => <KindText kind={row.kind} /> },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} seconds /> },
        { key: "document", header: t("document"), cell: (row) => <DocumentLink document={row.document} fallback={row.memo} /> },
        { key: "by", header: t("by"), phone: "hide", cell: (row) => <ActorText kind={row.actorKind} name={row.actorName} /> },
        {
          key: "amount",
          header: t("amount"),
          align: "end",
          cell: (row) => <Money minor={row.amountMinor} className="font-medium" />,
        },
      ]}
    />
  );
}
