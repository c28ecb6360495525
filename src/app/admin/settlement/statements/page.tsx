import { ReceiptText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { statementFilterOf } from "#app/statement-filter.ts";
import { StatementTable } from "#app/statement-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { listStatements, totalStatements } from "#domain/settlement/queries.ts";
import { statementStatuses } from "#domain/settlement/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { PaymentStats, SettlementTabs } from "../tabs.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("statement"))("title") };
}

export default async function StatementsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const filter = statementFilterOf(params);
  const [t, page, totals, distributors] = await Promise.all([
    getTranslations("statement"),
    listStatements(ctx, filter),
    totalStatements(ctx, filter),
    listDistributorOptions(ctx),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <PaymentStats totals={totals} base="" params={params} />
      <SettlementTabs current="statements" />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: statementStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
          {
            key: "distributor",
            label: t("distributor"),
            options: distributors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        dates
      />
      <StatementTable
        rows={page.items}
        params={params}
        base="/admin/settlement/statements"
        staff
        empty={<EmptyState icon={<ReceiptText />} title={t("emptyTitle")} text={t("emptyText")} />}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
