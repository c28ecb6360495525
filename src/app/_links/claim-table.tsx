import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { listClaims } from "#domain/claim/queries-claims.ts";

type Page = Awaited<ReturnType<typeof listClaims>>;
type ClaimTableProps = { page: Page; params: Params; voucherHref?: (voucherId: string) => string };

/** Who took a voucher of the link and what became of it. */
export function ClaimTable({ page, params, voucherHref }: ClaimTableProps) {
  const t = useTranslations("link");
  return (
    <>
      <Card id="claims" title={t("claims.title")} flush className="mt-4">
        <DataTable
          bare
          label={t("claims.title")}
          rows={page.items}
          rowKey={(row) => row.id}
          rowHref={voucherHref ? (row) => voucherHref(row.voucher.id) : undefined}
          params={params}
          empty={<EmptyState icon={<Users />} title={t("claims.emptyTitle")} text={t("claims.emptyText")} />}
          columns={[
            {
              key: "who",
              header: t("claims.who"),
              primary: true,
              cell: (row) => <span className="tnum">{row.person.phoneMasked ?? t("claims.device")}</span>,
            },
            { key: "at", header: t("claims.claimedAt"), cell: (row) => <DateTime at={row.createdAt} seconds /> },
            {
              key: "status",
              header: t("claims.status"),
              cell: (row) => <StatusBadge status={row.voucher.status} label={t(`voucherStatus.${row.voucher.status}`)} />,
            },
            { key: "used", header: t("claims.redeemedAt"), cell: (row) => <DateTime at={row.voucher.redeemedAt} /> },
            { key: "slot", header: t("claims.slot"), align: "end", phone: "hide", cell: (row) => row.slot },
          ]}
        />
      </Card>
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
