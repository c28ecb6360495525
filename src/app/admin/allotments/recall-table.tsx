import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { RecallRow } from "#domain/allotment/queries-sales.ts";
import { filterKeys, ProductNo } from "./purchase-table.tsx";

export function RecallTable({ rows, params }: { rows: RecallRow[]; params: Params }) {
  const t = useTranslations("allotment");
  return (
    <DataTable
      label={t("recalls")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/vouchers?allotmentId=${row.allotmentId}`}
      params={params}
      filterKeys={filterKeys}
      empty={<EmptyState icon={<Undo2 />} title={t("noRecalls")} text={t("noRecallsText")} />}
      columns={[
        {
          key: "product",
          header: t("product"),
          primary: true,
          cell: ({ allotment }) => <ProductNo name={allotment.product.name} no={allotment.no} />,
        },
        {
          key: "distributor",
          header: t("distributor"),
          cell: ({ allotment: { distributor } }) => (
            <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink>
          ),
        },
        { key: "at", header: t("recalledAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        { key: "bought", header: t("boughtAt"), phone: "hide", cell: (row) => <DateTime at={row.allotment.createdAt} /> },
        { key: "reason", header: t("reason"), phone: "hide", cell: (row) => row.reason },
        { key: "quantity", header: t("recalled"), align: "end", cell: (row) => <Num value={row.quantity} /> },
        { key: "refund", header: t("refunded"), align: "end", cell: (row) => <Money minor={row.refundMinor} /> },
      ]}
    />
  );
}
