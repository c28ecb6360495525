import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type AccountRow, listAccounts } from "#domain/report/queries-books.ts";
import { accountKinds } from "#domain/report/rules-books.ts";
import { requireStaff } from "#trpc/server.ts";
import { LedgerTabs } from "../parts.tsx";

export default async function AccountsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const filter = { kind: one(params.kind), q: one(params.q), page: Number(one(params.page) ?? 1) };
  const [t, page] = await Promise.all([getTranslations("ledger"), listAccounts(ctx, filter)]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LedgerTabs current="accounts" />
      <FilterBar
        search={{ placeholder: t("searchOwner") }}
        selects={[
          { key: "kind", label: t("accountKind"), options: accountKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
        ]}
      />
      <AccountTable rows={page.items} params={params} />
      <p className="mt-3 text-xs text-muted">{t("sign")}</p>
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}

function AccountTable({ rows, params }: { rows: AccountRow[]; params: Params }) {
  const t = useTranslations("ledger");
  return (
    <DataTable
      label={t("tabs.accounts")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/ledger/accounts/${row.id}`}
      params={params}
      filterKeys={["q", "kind"]}
      columns={[
        { key: "kind", header: t("accountKind"), primary: true, cell: (row) => t(`kind.${row.kind}`) },
        { key: "owner", header: t("owner"), cell: (row) => row.ownerName ?? <span className="text-muted">{t("platform")}</span> },
        { key: "entries", header: t("entries"), align: "end", cell: (row) => <Num value={row.entries} /> },
        {
          key: "balance",
          header: t("balance"),
          align: "end",
          cell: (row) => <Money minor={row.balanceMinor} className="font-medium" />,
        },
      ]}
    />
  );
}
