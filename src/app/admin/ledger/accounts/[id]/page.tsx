import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { getAccount } from "#domain/report/queries-books.ts";
import { listBookEntries } from "#domain/report/queries-entries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { EntryTable } from "../../entry-table.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function AccountPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("ledger:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const account = await orAnswer(getAccount(ctx, id));
  const [t, page] = await Promise.all([
    getTranslations("ledger"),
    listBookEntries(ctx, { accountId: id, after: one(search.after), ...dateRange(search) }),
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
      <FilterBar dates actions={<ExportButton href={`/api/export/ledger/entries`} params={{ ...search, account: id }} />} />
      <EntryTable rows={page.items} params={search} owned={account.ownerId !== null} />
      <KeysetPagination params={search} count={page.items.length} next={page.next} />
    </>
  );
}
