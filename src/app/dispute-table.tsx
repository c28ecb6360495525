import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { hrefWith, type Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import type { DisputeRow } from "#domain/dispute/queries.ts";
import { type DisputeStatus, disputeNo, disputeStatuses } from "#domain/dispute/schema.ts";
import { statementNo } from "#domain/settlement/rules.ts";

type TabsProps = { counts: Record<DisputeStatus, number>; current: DisputeStatus | undefined; params: Params };

export function DisputeTabs({ counts, current, params }: TabsProps) {
  const t = useTranslations("dispute");
  return (
    <LinkTabs
      label={t("status.label")}
      current={current ?? "ALL"}
      tabs={[
        ...disputeStatuses.map((key) => ({
          ...{ key, href: hrefWith(params, { status: key, after: null }), label: t(`status.${key}`), count: counts[key] },
        })),
        { key: "ALL", href: hrefWith(params, { status: "ALL", after: null }), label: t("tab.all") },
      ]}
    />
  );
}

type Props = { rows: DisputeRow[]; params: Params; staff: boolean; empty: ReactNode };

/** Disputes, newest first. Staff see whose. */
export function DisputeTable({ rows, params, staff, empty }: Props) {
  const t = useTranslations("dispute");
  const base = staff ? "/admin/disputes" : "/distributor/disputes";
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/${row.id}`}
      params={params}
      filterKeys={["q"]}
      empty={empty}
      columns={[
        { key: "no", header: t("no"), primary: true, cell: (row) => disputeNo(row.no) },
        ...(staff ? [{ key: "distributor", header: t("distributor"), cell: (row: DisputeRow) => row.distributorName }] : []),
        { key: "statement", header: t("statement"), cell: (row) => statementNo(row.statementNo) },
        { key: "product", header: t("product"), cell: (row) => row.productName },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
        {
          key: "status",
          header: t("status.label"),
          cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
        },
        { key: "opened", header: t("openedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        { key: "decided", header: t("decidedAt"), phone: "hide", cell: (row) => <DateTime at={row.decidedAt} /> },
      ]}
    />
  );
}
