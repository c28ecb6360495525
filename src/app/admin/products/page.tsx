import { Package, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listCategories, listProducts, type ProductRow } from "#domain/product/queries.ts";
import type { ProductFilter } from "#domain/product/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { CategoryManager } from "./category-manager.tsx";
import { ProductImage } from "./product-image.tsx";
import { SaleSwitch } from "./sale-switch.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("title") };
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("product:read");
  const params = await searchParams;
  const keys = ["q", "categoryId", "sale", "fulfilment", "sort", "dir", "page"];
  const filter = Object.fromEntries(keys.map((key) => [key, one(params[key])])) as ProductFilter & { page?: string };
  const [page, categories, t] = await Promise.all([
    listProducts(ctx, { ...filter, page: Number(filter.page) || 1 }),
    listCategories(ctx),
    getTranslations("product"),
  ]);
  const manages = can(ctx.actor, "product:manage");
  const create = (
    <ButtonLink href="/admin/products/new" variant="primary" icon={<Plus />}>
      {t("create")}
    </ButtonLink>
  );
  const actions = (
    <>
      <CategoryManager categories={categories} />
      {create}
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={manages ? actions : undefined} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "categoryId", label: t("category"), options: categories.map(({ id, name }) => ({ value: id, label: name })) },
          { key: "sale", label: t("sale.label"), options: ["on", "off"].map((value) => ({ value, label: t(`sale.${value}`) })) },
          {
            key: "fulfilment",
            label: t("fulfilment.label"),
            options: ["CODE", "STORE"].map((value) => ({ value, label: t(`fulfilment.${value}`) })),
          },
        ]}
      />
      <ProductTable
        rows={page.items}
        params={params}
        manages={manages}
        empty={<EmptyState icon={<Package />} title={t("emptyTitle")} text={t("emptyText")} action={manages ? create : null} />}
      />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}

type TableProps = { rows: ProductRow[]; params: Params; manages: boolean; empty: React.ReactNode };

function ProductTable({ rows, params, manages, empty }: TableProps) {
  const t = useTranslations("product");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/products/${row.id}`}
      params={params}
      filterKeys={["q", "categoryId", "sale", "fulfilment"]}
      empty={empty}
      columns={[
        { key: "name", header: t("name"), sortKey: "name", primary: true, cell: (row) => <NameCell row={row} /> },
        {
          key: "retail",
          header: t("retail"),
          align: "end",
          sortKey: "retail",
          cell: (row) => <Money minor={row.retailPriceMinor} />,
        },
        { key: "prices", header: t("prices"), cell: (row) => <PricesCell row={row} /> },
        { key: "stock", header: t("stock"), align: "end", cell: (row) => <StockCell row={row} /> },
        {
          key: "fulfilment",
          header: t("fulfilment.label"),
          cell: (row) => <span className="whitespace-nowrap text-muted">{t(`fulfilment.${row.fulfilment}`)}</span>,
        },
        {
          key: "updated",
          header: t("updatedAt"),
          sortKey: "updated",
          phone: "hide",
          className: "max-xl:hidden",
          cell: (row) => <DateTime at={row.updatedAt} only="date" />,
        },
        {
          key: "sale",
          header: t("sale.label"),
          cell: (row) =>
            manages ? (
              <SaleSwitch id={row.id} name={row.name} onSale={row.onSale} priced={row.prices.length > 0} />
            ) : (
              <Badge tone={row.onSale ? "success" : "neutral"} dot>
                {t(row.onSale ? "sale.on" : "sale.off")}
              </Badge>
            ),
        },
      ]}
    />
  );
}

function NameCell({ row }: { row: ProductRow }) {
  return (
    <span className="flex items-center gap-3">
      <ProductImage id={row.imageId} />
      <span className="min-w-0">
        <span className="block max-w-64 truncate">{row.name}</span>
        <span className="block text-xs font-normal text-muted">{row.category.name}</span>
      </span>
    </span>
  );
}

/** Highest level first, as the classic 18 / 20 / 22. The level's name is on hover and in the product's page. */
function PricesCell({ row }: { row: ProductRow }) {
  const t = useTranslations("product");
  if (row.prices.length === 0) return <span className="text-muted">{t("notPriced")}</span>;
  return (
    <span className="tnum inline-flex flex-wrap gap-x-1.5">
      {row.prices.map((price, index) => (
        <span key={price.levelId} title={price.level.name}>
          {index > 0 ? <span className="mr-1.5 text-muted">/</span> : null}
          <span className="sr-only">{price.level.name} </span>
          <Money minor={price.priceMinor} />
        </span>
      ))}
    </span>
  );
}

function StockCell({ row }: { row: ProductRow }) {
  const t = useTranslations("product");
  return (
    <span className="inline-flex items-center justify-end gap-2">
      {row.low ? <Badge tone="warning">{t("stockLow")}</Badge> : null}
      <Num value={row.inStock} />
    </span>
  );
}
