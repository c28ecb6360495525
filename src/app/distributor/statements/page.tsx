import { ReceiptText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { statementFilterOf } from "#app/statement-filter.ts";
import { StatementTable } from "#app/statement-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { listStatements, totalStatements } from "#domain/settlement/queries.ts";
import { statementStatuses } from "#domain/settlement/schema.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("statement"))("title") };
}

export default async function OwnStatementsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("statement:own");
  const params = await searchParams;
  const filter = statementFilterOf(params);
  const [t, page, totals] = await Promise.all([
    getTranslations("statement"),
    listStatements(ctx, filter),
    totalStatements(ctx, filter),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("ownLead")} />
      <StatGrid className="mb-5 max-sm:grid-cols-1! sm:grid-cols-3!">
        {statementStatuses.map((status) => (
          <Stat
            key={status}
            label={t(`ownStatus.${status}`)}
            value={<Money minor={totals[status].netMinor} />}
            hint={t("statementCount", { count: totals[status].count })}
            href={hrefWith(params, { status, after: null })}
          />
        ))}
      </StatGrid>
      <FilterBar
        search={{ placeholder: t("ownSearch") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: statementStatuses.map((value) => ({ value, label: t(`ownStatus.${value}`) })),
          },
        ]}
        dates
      />
      <StatementTable
        rows={page.items}
        params={params}
        base="/distributor/statements"
        staff={false}
        empty={
          <EmptyState
            icon={<ReceiptText />}
            title={t("emptyTitle")}
            text={t("ownEmptyText")}
            action={<ButtonLink href="/distributor/commissions">{t("ownEmptyAction")}</ButtonLink>}
          />
        }
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
