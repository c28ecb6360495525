import { Landmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { getAccount, listAccountEntries } from "#domain/report/queries-books.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { DocumentLink, KindText, Side } from "../../parts.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function AccountPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("ledger:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const account = await orAnswer(getAccount(ctx, id));
  const [t, page] = await Promise.all([
    getTranslations("ledger"),
    listAccountEntries(ctx, { accountId: id, after: one(search.after), ...dateRange(search) }),
  ]);
  return (
    <>
      <PageHeader
        title={t(`kind.${account.kind}`)}
        description={
          account.ownerId ? (
            <TextLink href={`/admin/distributors/${account.ownerId}`}>{account.ownerName ?? account.ownerId}</TextLink>
          ) : (
            t(`about.${account.kind}`)
          )
        }
        crumbs={[
          { href: "/admin/ledger", label: t("title") },
          { href: `/admin/ledger/accounts?kind=${account.kind}`, label: t(`kind.${account.kind}`) },
          { label: account.ownerName ?? t("platform") },
        ]}
      />
      <StatGrid className="mb-4 max-sm:grid-cols-1! sm:grid-cols-3!">
        <Stat label={t("balance")} value={<Money minor={account.balanceMinor} />} hint={t("sign")} />
        <Stat label={t("debit")} value={<Money minor={account.debitMinor} />} />
        <Stat label={t("credit")} value={<Money minor={account.creditMinor} />} />
      </StatGrid>
      <FilterBar dates />
      <EntryTable rows={page.items} params={search} owned={account.ownerId !== null} />
      <KeysetPagination params={search} count={page.items.length} next={page.next} />
    </>
  );
}

type Row = Awaited<ReturnType<typeof listAccountEntries>>["items"][number];

function EntryTable({ rows, params, owned }: { rows: Row[]; params: Params; owned: boolean }) {
  const t = useTranslations("ledger");
  return (
    <DataTable
      label={t("entries")}
      rows={rows}
      rowKey={(row) => String(row.id)}
      rowHref={(row) => `/admin/ledger/transactions/${row.transactionId}`}
      params={params}
      filterKeys={["from", "to"]}
      empty={<EmptyState icon={<Landmark />} title={t("emptyEntries")} />}
      columns={[
        { key: "kind", header: t("type"), primary: true, cell: (row) => <KindText kind={row.kind} /> },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} seconds /> },
        { key: "document", header: t("document"), cell: (row) => <DocumentLink document={row.document} fallback={row.memo} /> },
        { key: "debit", header: t("debit"), align: "end", cell: (row) => <Side minor={row.amountMinor} side="debit" /> },
        { key: "credit", header: t("credit"), align: "end", cell: (row) => <Side minor={row.amountMinor} side="credit" /> },
        ...(owned
          ? [
              {
                key: "after",
                header: t("after"),
                align: "end" as const,
                cell: (row: Row) =>
                  row.balanceAfterMinor === null ? "—" : <Money minor={row.balanceAfterMinor} className="font-medium" />,
              },
            ]
          : []),
      ]}
    />
  );
}
