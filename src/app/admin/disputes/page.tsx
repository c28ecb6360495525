import { MessageCircleQuestion } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DisputeTable, DisputeTabs } from "#app/dispute-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { countDisputes, listDisputes } from "#domain/dispute/queries.ts";
import { disputeStatuses } from "#domain/dispute/schema.ts";
import { requireStaff } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("dispute"))("title") };
}

export default async function DisputesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const tab = one(params.status) ?? "OPEN";
  const status = disputeStatuses.find((value) => value === tab);
  const [t, page, counts] = await Promise.all([
    getTranslations("dispute"),
    listDisputes(ctx, { status, q: one(params.q), distributorId: one(params.distributor), after: one(params.after) }),
    countDisputes(ctx),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <DisputeTabs counts={counts} current={status} params={params} />
      <FilterBar search={{ placeholder: t("search") }} />
      <DisputeTable
        rows={page.items}
        params={params}
        staff
        empty={<EmptyState icon={<MessageCircleQuestion />} title={t("emptyTitle")} text={t("emptyText")} />}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
