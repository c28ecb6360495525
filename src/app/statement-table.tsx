import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { StatementRow } from "#domain/settlement/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { PeriodText } from "./period-text.tsx";

type Props = { rows: StatementRow[]; params: Params; empty: ReactNode; base: string; staff: boolean };

export const statementFilterKeys = ["q", "status", "distributor", "from", "to"];

/** Statements, newest first. Staff see whose. */
export function StatementTable({ rows, params, empty, base, staff }: Props) {
  const t = useTranslations("statement");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/${row.id}`}
      params={params}
      filterKeys={statementFilterKeys}
      empty={empty}
      columns={[
        { key: "no", header: t("no"), primary: true, cell: (row) => statementNo(row.no) },
        ...(staff ? [{ key: "distributor", header: t("distributor"), cell: (row: StatementRow) => row.distributorName }] : []),
        {
          key: "period",
          header: t("period"),
          cell: (row) => <PeriodText period={{ cycle: row.cycle, from: row.periodFrom, to: row.periodTo }} />,
        },
        { key: "lines", header: t("lines"), align: "end", cell: (row) => <Num value={row.lineCount} /> },
        {
          key: "gross",
          header: t("gross"),
          align: "end",
          phone: "hide",
          cell: (row) => <Money minor={row.totalMinor} />,
        },
        {
          key: "total",
          header: t("total"),
          align: "end",
          cell: (row) => <Money minor={row.netMinor} className="font-medium" />,
        },
        {
          key: "status",
          header: t("status.label"),
          cell: (row) => (
            <StatusBadge status={row.status} label={staff ? t(`status.${row.status}`) : t(`ownStatus.${row.status}`)} />
          ),
        },
        { key: "created", header: t("createdAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
        { key: "paid", header: t("paidAt"), cell: (row) => <DateTime at={row.paidAt} only="date" /> },
      ]}
    />
  );
}
