import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { OwnTopUp } from "#domain/payment/queries-own.ts";
import { stageTone } from "./stage-tone.ts";

/** His top-ups of every kind, each with where it stands. */
export function TopUpHistory({ rows, params }: { rows: OwnTopUp[]; params: Params }) {
  const t = useTranslations("ownTopup");
  const payment = useTranslations("payment");
  return (
    <DataTable
      label={t("history")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/distributor/top-up/${row.id}`}
      params={params}
      empty={<EmptyState icon={<Wallet />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "method", header: t("method"), primary: true, cell: (row) => payment(`provider.${row.method}`) },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
        {
          key: "stage",
          header: t("stageLabel"),
          cell: (row) => <StatusBadge status={row.stage} tone={stageTone[row.stage]} label={t(`stage.${row.stage}`)} />,
        },
        {
          key: "refunded",
          header: t("refunded"),
          align: "end",
          phone: "hide",
          cell: (row) => (row.refundedMinor > 0n ? <Money minor={row.refundedMinor} /> : <span className="text-muted">—</span>),
        },
        {
          key: "reference",
          header: t("reference"),
          phone: "hide",
          cell: (row) => <span className="font-mono text-xs">{row.reference}</span>,
        },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.createdAt} /> },
      ]}
    />
  );
}
