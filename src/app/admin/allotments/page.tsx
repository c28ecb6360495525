import { ShoppingCart } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAllotments } from "#domain/allotment/queries.ts";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { requireStaff } from "#trpc/server.ts";

/** Every purchase of every distributor: the list behind the dashboard's sales. */
export default async function PurchasesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("distributor:read");
  const params = await searchParams;
  const t = await getTranslations("allotment");
  const filter = { productId: one(params.productId), distributorId: one(params.distributorId), after: one(params.after) };
  const [page, choices] = await Promise.all([listAllotments(ctx, { ...filter, ...dateRange(params) }), listFilterChoices(ctx)]);
  const options = (rows: { id: string; name: string }[]) => rows.map((row) => ({ value: row.id, label: row.name }));
  return (
    <>
      <PageHeader title={t("staffTitle")} description={t("staffLead")} />
      <FilterBar
        selects={[
          { key: "productId", label: t("product"), options: options(choices.products) },
          { key: "distributorId", label: t("distributor"), options: options(choices.distributors) },
        ]}
        dates
      />
      <DataTable
        label={t("staffTitle")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/vouchers?allotmentId=${row.id}`}
        params={params}
        filterKeys={["productId", "distributorId", "from", "to"]}
        empty={<EmptyState icon={<ShoppingCart />} title={t("emptyTitle")} text={t("staffEmptyText")} />}
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
          {
            key: "distributor",
            header: t("distributor"),
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributor.id}`}>{row.distributor.name}</TextLink>,
          },
          { key: "at", header: t("boughtAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
          {
            key: "unit",
            header: t("unitPrice"),
            align: "end",
            phone: "hide",
            cell: (row) => <Money minor={row.unitPriceMinor} />,
          },
          { key: "bought", header: t("bought"), align: "end", cell: (row) => <Num value={row.quantity} /> },
          { key: "total", header: t("total"), align: "end", cell: (row) => <Money minor={row.totalMinor} /> },
          { key: "left", header: t("left"), align: "end", phone: "hide", cell: (row) => <Num value={row.left} /> },
          { key: "redeemed", header: t("redeemed"), align: "end", phone: "hide", cell: (row) => <Num value={row.redeemed} /> },
          { key: "recalled", header: t("recalled"), align: "end", phone: "hide", cell: (row) => <Num value={row.recalled} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
