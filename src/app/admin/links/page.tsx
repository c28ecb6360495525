import { Link2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkTable } from "#app/_links/link-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listLinks } from "#domain/link/queries.ts";
import { type ListLinksInput, linkStates } from "#domain/link/schema.ts";
import { requireStaff } from "#trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("title") };
}

export default async function AdminLinksPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("link:read");
  const params = await searchParams;
  const keys = ["q", "state", "allotmentId", "distributorId", "after"];
  const filter = Object.fromEntries(keys.map((key) => [key, one(params[key])])) as ListLinksInput;
  const productId = one(params.productId) ?? one(params.product);
  const [page, t] = await Promise.all([listLinks(ctx, { ...filter, productId }), getTranslations("link")]);
  return (
    <>
      <PageHeader title={t("title")} description={t("adminLead")} />
      <FilterBar
        search={{ placeholder: t("adminSearch") }}
        selects={[
          { key: "state", label: t("state.label"), options: linkStates.map((value) => ({ value, label: t(`state.${value}`) })) },
        ]}
      />
      <LinkTable
        distributors
        rows={page.items}
        base="/admin/links"
        params={params}
        at={ctx.now.toISOString()}
        empty={<EmptyState icon={<Link2 />} title={t("emptyTitle")} text={t("adminEmptyText")} />}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
