import { Link2, Plus, ShoppingCart } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkTable } from "#app/_links/link-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listLinks } from "#domain/link/queries.ts";
import { listLinkableAllotments } from "#domain/link/queries-allotments.ts";
import { type ListLinksInput, linkStates } from "#domain/link/schema.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("title") };
}

export default async function LinksPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("link:own");
  const params = await searchParams;
  const filter = Object.fromEntries(
    ["q", "state", "productId", "allotmentId", "after"].map((key) => [key, one(params[key])]),
  ) as ListLinksInput;
  const [page, allotments, t] = await Promise.all([listLinks(ctx, filter), listLinkableAllotments(ctx), getTranslations("link")]);
  const stocked = allotments.length > 0;
  const action = stocked ? (
    <ButtonLink href="/distributor/links/new" variant="primary" icon={<Plus />}>
      {t("create")}
    </ButtonLink>
  ) : (
    <ButtonLink href="/distributor/buy" variant="primary" icon={<ShoppingCart />}>
      {t("buy")}
    </ButtonLink>
  );
  const empty = (
    <EmptyState icon={<Link2 />} title={t("emptyTitle")} text={stocked ? t("emptyText") : t("noStockText")} action={action} />
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={action} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "state", label: t("state.label"), options: linkStates.map((value) => ({ value, label: t(`state.${value}`) })) },
        ]}
      />
      <LinkTable rows={page.items} base="/distributor/links" params={params} at={ctx.now.toISOString()} empty={empty} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
