import { Landmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { BookEntry } from "#domain/report/queries-entries.ts";
import { DocumentLink, KindText, Side } from "./parts.tsx";

/** Entries with the paper each came from. `account`: a column that says whose, where they are of many. `owned`: the balance after each. */
export function EntryTable(props: { rows: BookEntry[]; params: Params; account?: boolean; owned?: boolean }) {
  const t = useTranslations("ledger");
  const { rows, params, account, owned } = props;
  return (
    <DataTable
      label={t("entries")}
      rows={rows}
      rowKey={(row) => String(row.id)}
      rowHref={(row) => `/admin/ledger/transactions/${row.transactionId}`}
      params={params}
      filterKeys={["from", "to", "kind", "side"]}
      empty={<EmptyState icon={<Landmark />} title={t("emptyEntries")} />}
      columns={[
        { key: "kind", header: t("type"), primary: true, cell: (row) => <KindText kind={row.kind} /> },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} seconds /> },
        ...(account
          ? [
              {
                key: "account",
                header: t("account"),
                cell: (row: BookEntry) => (
                  <span className="block">
                    <span className="block">{t(`kind.${row.accountKind}`)}</span>
                    {row.ownerName ? <span className="block text-xs text-muted">{row.ownerName}</span> : null}
                  </span>
                ),
              },
            ]
          : []),
        { key: "document", header: t("document"), cell: (row) => <DocumentLink document={row.document} fallback={row.memo} /> },
        { key: "debit", header: t("debit"), align: "end", cell: (row) => <Side minor={row.amountMinor} side="debit" /> },
        { key: "credit", header: t("credit"), align: "end", cell: (row) => <Side minor={row.amountMinor} side="credit" /> },
        ...(owned
          ? [
              {
                key: "after",
                header: t("after"),
                align: "end" as const,
                cell: (row: BookEntry) => (row.balanceAfterMinor === null ? "—" : <Money minor={row.balanceAfterMinor} />),
              },
            ]
          : []),
      ]}
    />
  );
}
