import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { listLines } from "#domain/reconciliation/queries.ts";
import type { LineOutcome } from "#domain/reconciliation/rules.ts";

type Row = Awaited<ReturnType<typeof listLines>>["items"][number];

/** Words of the one table of tones. */
export const outcomeTone: Record<LineOutcome, string> = {
  MATCHED: "COMPLETED",
  EXTRA: "FAILED",
  DIFFERENT: "FAILED",
  UNMATCHED: "PENDING",
};

export function LineTable({ rows, params }: { rows: Row[]; params: Params }) {
  const t = useTranslations("reconciliation");
  return (
    <DataTable
      label={t("lines")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/reconciliation/lines/${row.id}`}
      params={params}
      filterKeys={["q", "kind"]}
      empty={<EmptyState icon={<CheckCheck />} title={t("leftNone")} />}
      columns={[
        {
          key: "no",
          header: t("outNo"),
          primary: true,
          cell: (row) => <span className="font-mono text-xs break-all">{row.outNo ?? row.lineId}</span>,
        },
        { key: "kind", header: t("kindLabel"), cell: (row) => t(`kind.${row.kind}`) },
        { key: "at", header: t("at"), phone: "hide", cell: (row) => <DateTime at={row.at} seconds /> },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} signed /> },
        { key: "fee", header: t("fee"), align: "end", cell: (row) => <Money minor={row.feeMinor} /> },
        {
          key: "outcome",
          header: t("outcomeLabel"),
          cell: (row) => <StatusBadge status={outcomeTone[row.outcome]} label={t(`outcome.${row.outcome}`)} />,
        },
        {
          key: "differs",
          header: t("differs"),
          phone: "hide",
          cell: (row) => row.difference.map((one) => t(`difference.${one}`)).join("、") || "—",
        },
      ]}
    />
  );
}
