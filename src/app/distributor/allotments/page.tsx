import { ShoppingCart, TicketCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAllotments, listBoughtProducts } from "#domain/allotment/queries.ts";
import { requireDistributor } from "#trpc/server.ts";

export default async function AllotmentsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("allotment:own");
  const params = await searchParams;
  const t = await getTranslations("allotment");
  const filter = { productId: one(params.productId) || undefined, after: one(params.after), ...dateRange(params) };
  const [page, products] = await Promise.all([listAllotments(ctx, filter), listBoughtProducts(ctx)]);
  const buy = (
    <ButtonLink href="/distributor/buy" variant="primary" icon={<ShoppingCart />}>
      {t("buy")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={buy} />
      <FilterBar
        selects={[
          {
            key: "productId",
            label: t("product"),
            options: products.map((product) => ({ value: product.id, label: product.name })),
          },
        ]}
        dates
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/distributor/allotments/${row.id}`}
        params={params}
        filterKeys={["productId", "from", "to"]}
        empty={<EmptyState icon={<TicketCheck />} title={t("emptyTitle")} text={t("emptyText")} action={buy} />}
        columns={[
          {
            key: "product",
            header: t("product"),
            primary: true,
            cell: (row) => (
              <>
                {row.product.name} <span className="tnum font-normal text-muted">#{row.no}</span>
              </>
            ),
          },
          { key: "at", header: t("boughtAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
          { key: "total", header: t("total"), align: "end", phone: "hide", cell: (row) => <Money minor={row.totalMinor} /> },
          { key: "bought", header: t("bought"), align: "end", cell: (row) => <Num value={row.quantity} /> },
          { key: "left", header: t("left"), align: "end", cell: (row) => <Num value={row.left} className="font-semibold" /> },
          { key: "inLinks", header: t("inLinks"), align: "end", cell: (row) => <Num value={row.inLinks} /> },
          { key: "claimed", header: t("claimed"), align: "end", cell: (row) => <Num value={row.claimed} /> },
          { key: "redeemed", header: t("redeemed"), align: "end", cell: (row) => <Num value={row.redeemed} /> },
          {
            key: "link",
            header: "",
            align: "end",
            cell: (row) =>
              row.left > 0 ? <TextLink href={`/distributor/links/new?allotmentId=${row.id}`}>{t("makeLink")}</TextLink> : null,
          },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
