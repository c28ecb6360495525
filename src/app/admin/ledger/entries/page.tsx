import { getTranslations } from "next-intl/server";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listBookEntries } from "#domain/report/queries-entries.ts";
import { accountKinds } from "#domain/report/rules-books.ts";
import { requireStaff } from "#trpc/server.ts";
import { EntryTable } from "../entry-table.tsx";
import { LedgerTabs } from "../parts.tsx";
import { periodOf } from "../period.ts";

export default async function EntriesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const { window, days } = periodOf(params, ctx.now);
  const filter = { kind: one(params.kind), side: one(params.side), after: one(params.after), ...window };
  const [t, page] = await Promise.all([getTranslations("ledger"), listBookEntries(ctx, filter)]);
  return (
    <>
      <PageHeader title={t("title")} description={t("entriesLead")} />
      <LedgerTabs current="entries" />
      <FilterBar
        selects={[
          { key: "kind", label: t("accountKind"), options: accountKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
          {
            key: "side",
            label: t("sideLabel"),
            options: [
              { value: "debit", label: t("debit") },
              { value: "credit", label: t("credit") },
            ],
          },
        ]}
        dates={days}
        actions={<ExportButton href="/api/export/ledger/entries" params={{ ...params, ...days }} />}
      />
      <EntryTable rows={page.items} params={params} account owned />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
