import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AccountText, documentNoOf, ItemStatusBadge, useItemText } from "#app/payout-parts.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { ItemRow } from "#domain/payout/queries.ts";
import { batchNo, itemNo } from "#domain/payout/rules.ts";

const needsPerson = ["HELD", "PARKED", "FAILED"];
/** Our own reasons are codes and have words; a provider's are shown as they came. */
const isCode = (reason: string) => /^[A-Z_]+$/.test(reason);

type Props = { rows: ItemRow[]; params: Params; filterKeys: string[]; empty?: ReactNode; batch?: boolean };

/** Payouts in rows: in a batch without its own column. */
export function ItemTable({ rows, params, filterKeys, empty, batch = false }: Props) {
  const t = useTranslations("payout");
  const textOf = useItemText(false);
  return (
    <DataTable
      label={t("tab.items")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/payouts/items/${row.id}`}
      params={params}
      filterKeys={filterKeys}
      empty={empty}
      columns={[
        { key: "no", header: t("itemNo"), primary: true, cell: (row) => <span className="font-mono">{itemNo(row.no)}</span> },
        {
          key: "distributor",
          header: t("distributor"),
          cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
        },
        {
          key: "document",
          header: t("document"),
          cell: (row) => (
            <TextLink
              href={
                row.kind === "statement"
                  ? `/admin/settlement/statements/${row.documentId}`
                  : `/admin/payouts/withdrawals/${row.documentId}`
              }
              className="font-mono font-normal"
            >
              {documentNoOf(row)}
            </TextLink>
          ),
        },
        ...(batch
          ? []
          : [
              {
                key: "batch",
                header: t("batch"),
                cell: (row: ItemRow) => (
                  <TextLink href={`/admin/payouts/${row.batchId}`} className="font-mono font-normal">
                    {batchNo(row.batchNo)}
                  </TextLink>
                ),
              },
            ]),
        { key: "account", header: t("account"), cell: (row) => <AccountText row={row} /> },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
        {
          key: "status",
          header: t("status.label"),
          cell: (row) => (
            <span className="grid gap-1">
              <ItemStatusBadge status={row.status} />
              {needsPerson.includes(row.status) ? (
                <span className="max-w-64 text-xs whitespace-normal text-muted">
                  {row.reason && !isCode(row.reason) ? row.reason : textOf(row)}
                </span>
              ) : null}
            </span>
          ),
        },
        { key: "at", header: t("updatedAt"), cell: (row) => <DateTime at={row.paidAt ?? row.updatedAt} /> },
      ]}
    />
  );
}
