import { ShoppingCart } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { listAllotments } from "#domain/allotment/queries.ts";

export const filterKeys = ["productId", "distributorId", "from", "to"];

type Row = Awaited<ReturnType<typeof listAllotments>>["items"][number];

export function PurchaseTable({ rows, params }: { rows: Row[]; params: Params }) {
  const t = useTranslations("allotment");
  return (
    <DataTable
      label={t("staffTitle")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/vouchers?allotmentId=${row.id}`}
      params={params}
      filterKeys={filterKeys}
      empty={<EmptyState icon={<ShoppingCart />} title={t("emptyTitle")} text={t("staffEmptyText")} />}
      columns={[
        { key: "product", header: t("product"), primary: true, cell: (row) => <ProductNo name={row.product.name} no={row.no} /> },
        {
          key: "distributor",
          header: t("distributor"),
          cell: (row) => <TextLink href={`/admin/distributors/${row.distributor.id}`}>{row.distributor.name}</TextLink>,
        },
        { key: "at", header: t("boughtAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
        { key: "unit", header: t("unitPrice"), align: "end", phone: "hide", cell: (row) => <Money minor={row.unitPriceMinor} /> },
        { key: "bought", header: t("bought"), align: "end", cell: (row) => <Num value={row.quantity} /> },
        { key: "total", header: t("total"), align: "end", cell: (row) => <Money minor={row.totalMinor} /> },
        { key: "left", header: t("left"), align: "end", phone: "hide", cell: (row) => <Num value={row.left} /> },
        { key: "redeemed", header: t("redeemed"), align: "end", phone: "hide", cell: (row) => <Num value={row.redeemed} /> },
        { key: "recalled", header: t("recalled"), align: "end", phone: "hide", cell: (row) => <Num value={row.recalled} /> },
      ]}
    />
  );
}

export const ProductNo = ({ name, no }: { name: string; no: number }) => (
  <>
    {name} <span className="tnum font-normal text-muted">#{no}</span>
  </>
);
