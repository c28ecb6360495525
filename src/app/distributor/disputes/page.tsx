import { MessageCircleQuestion } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DisputeTable, DisputeTabs } from "#app/dispute-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { countDisputes, listDisputes } from "#domain/dispute/queries.ts";
import { disputeStatuses } from "#domain/dispute/schema.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("dispute"))("title") };
}

export default async function OwnDisputesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("dispute:own");
  const params = await searchParams;
  const status = disputeStatuses.find((value) => value === one(params.status));
  const [t, page, counts] = await Promise.all([
    getTranslations("dispute"),
    listDisputes(ctx, { status, after: one(params.after) }),
    countDisputes(ctx),
  ]);
  const empty = (
    <EmptyState
      icon={<MessageCircleQuestion />}
      title={t("emptyTitle")}
      text={t("ownEmptyText")}
      action={<ButtonLink href="/distributor/statements">{t("ownEmptyAction")}</ButtonLink>}
    />
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("ownLead")} />
      <DisputeTabs counts={counts} current={status} params={params} />
      <DisputeTable rows={page.items} params={params} staff={false} empty={empty} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
