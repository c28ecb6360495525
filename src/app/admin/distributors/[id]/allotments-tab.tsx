import { TicketCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { can } from "#domain/access/rules.ts";
import { listAllotments } from "#domain/allotment/queries.ts";
import { getCtx } from "#trpc/server.ts";
import { RecallButton } from "./recall-button.tsx";

export async function AllotmentsTab({ distributorId, params }: { distributorId: string; params: Params }) {
  const [t, ctx] = await Promise.all([getTranslations("allotment"), getCtx()]);
  const page = await listAllotments(ctx, { distributorId, after: one(params.after) });
  const mayRecall = can(ctx.actor, "voucher:recall");
  return (
    <ClientMessages of={["allotment"]}>
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        empty={<EmptyState icon={<TicketCheck />} title={t("emptyTitle")} text={t("emptyStaffText")} />}
        columns={[
          {
            key: "product",
            header: t("product"),
            primary: true,
            cell: (row) => (
              <>
                <TextLink href={`/admin/products/${row.productId}`}>{row.product.name}</TextLink>{" "}
                <span className="tnum text-muted">#{row.no}</span>
              </>
            ),
          },
          { key: "at", header: t("boughtAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
          { key: "price", header: t("unitPrice"), align: "end", cell: (row) => <Money minor={row.unitPriceMinor} /> },
          { key: "bought", header: t("bought"), align: "end", cell: (row) => <Num value={row.quantity} /> },
          { key: "left", header: t("left"), align: "end", cell: (row) => <Num value={row.left} /> },
          { key: "inLinks", header: t("inLinks"), align: "end", cell: (row) => <Num value={row.inLinks} /> },
          { key: "claimed", header: t("claimed"), align: "end", cell: (row) => <Num value={row.claimed} /> },
          { key: "redeemed", header: t("redeemed"), align: "end", cell: (row) => <Num value={row.redeemed} /> },
          { key: "ended", header: t("ended"), align: "end", cell: (row) => <Num value={row.ended} /> },
          { key: "recalled", header: t("recalled"), align: "end", cell: (row) => <Num value={row.recalled} /> },
          ...(mayRecall
            ? [
                {
                  key: "recall",
                  header: "",
                  align: "end" as const,
                  cell: (row: (typeof page.items)[number]) =>
                    row.left > 0 ? (
                      <RecallButton
                        allotmentId={row.id}
                        title={`${row.product.name} #${row.no}`}
                        left={row.left}
                        unitPriceMinor={String(row.unitPriceMinor)}
                      />
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}
