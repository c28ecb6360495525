import { getTranslations } from "next-intl/server";
import { PeriodText } from "#app/period-text.tsx";
import { statementFilterOf } from "#app/statement-filter.ts";
import { StatementTable } from "#app/statement-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listStatements, totalStatements } from "#domain/settlement/queries.ts";
import { getSettlement } from "#domain/settlement/queries-runs.ts";
import { settlementNo } from "#domain/settlement/rules.ts";
import { statementStatuses } from "#domain/settlement/schema.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { PaymentStats } from "../../tabs.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function RunPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("settlement:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const run = await orAnswer(getSettlement(ctx, id));
  const filter = { ...statementFilterOf(search), settlementId: id };
  const [t, words, page, totals] = await Promise.all([
    getTranslations("settlement"),
    getTranslations("statement"),
    listStatements(ctx, filter),
    totalStatements(ctx, filter),
  ]);
  return (
    <>
      <PageHeader
        title={t("runTitleOne", { no: settlementNo(run.no) })}
        description={<PeriodText period={{ cycle: run.cycle, from: run.periodFrom, to: run.periodTo }} cycle />}
        crumbs={[{ href: "/admin/settlement", label: t("title") }, { label: settlementNo(run.no) }]}
      />
      <PaymentStats totals={totals} base="" params={search} />
      <FilterBar
        search={{ placeholder: words("search") }}
        selects={[
          {
            key: "status",
            label: words("status.label"),
            options: statementStatuses.map((value) => ({ value, label: words(`status.${value}`) })),
          },
        ]}
      />
      <StatementTable rows={page.items} params={search} base="/admin/settlement/statements" staff empty={null} />
      <KeysetPagination params={search} count={page.items.length} next={page.next} />
    </>
  );
}
