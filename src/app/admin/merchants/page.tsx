import { Plus, Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listMerchants } from "#domain/merchant/queries.ts";
import type { MerchantFilter } from "#domain/merchant/schema.ts";
import { requireStaff } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("merchant"))("title") };
}

export default async function MerchantsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("redemption:read");
  const params = await searchParams;
  const filter = { q: one(params.q), status: one(params.status) } as MerchantFilter;
  const [page, t] = await Promise.all([
    listMerchants(ctx, { ...filter, page: Number(one(params.page)) || 1 }),
    getTranslations("merchant"),
  ]);
  const create = can(ctx.actor, "merchant:manage") ? (
    <ButtonLink href="/admin/merchants/new" variant="primary" icon={<Plus />}>
      {t("create")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={create} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: ["active", "disabled"].map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/merchants/${row.id}`}
        params={params}
        filterKeys={["q", "status"]}
        empty={<EmptyState icon={<Store />} title={t("emptyTitle")} text={t("emptyText")} action={create} />}
        columns={[
          { key: "name", header: t("name"), primary: true, cell: (row) => row.name },
          { key: "region", header: t("region"), cell: (row) => row.region || null },
          { key: "contact", header: t("contact"), cell: (row) => [row.contact, row.phone].filter(Boolean).join(" · ") || null },
          { key: "products", header: t("products"), cell: (row) => t("productCount", { count: row._count.products }) },
          { key: "users", header: t("users"), align: "end", cell: (row) => <Num value={row._count.users} /> },
          {
            key: "recent",
            header: t("recent"),
            align: "end",
            cell: (row) => (
              <TextLink href={`/admin/redemptions?merchantId=${row.id}`}>
                <Num value={row.recent} />
              </TextLink>
            ),
          },
          {
            key: "status",
            header: t("status.label"),
            cell: (row) => (
              <Badge tone={row.disabledAt ? "danger" : "success"} dot>
                {t(row.disabledAt ? "status.disabled" : "status.active")}
              </Badge>
            ),
          },
        ]}
      />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}
