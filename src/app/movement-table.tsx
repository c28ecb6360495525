import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { Movement, MovementDocument } from "#domain/distributor/queries-balance.ts";
import { documentTitle, movementKindText } from "./movement-text.ts";

type Props = {
  rows: Movement[];
  params: Params;
  emptyAction?: ReactNode;
  /** Where a document is shown; null when this reader has no page for it. */
  hrefOf: (document: MovementDocument) => string | null;
};

/** Every movement of a prepaid balance with the document it came from and the balance after it. */
export function MovementTable({ rows, params, emptyAction, hrefOf }: Props) {
  const t = useTranslations("balance");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      params={params}
      filterKeys={["kind", "from", "to"]}
      empty={<EmptyState icon={<Wallet />} title={t("emptyTitle")} text={t("emptyText")} action={emptyAction} />}
      columns={[
        {
          key: "kind",
          header: t("kindLabel"),
          primary: true,
          cell: (row) => movementKindText((key, values) => t(key as "title", values), row.kind),
        },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} /> },
        { key: "document", header: t("document"), cell: (row) => <DocumentCell row={row} hrefOf={hrefOf} /> },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} signed tone /> },
        { key: "after", header: t("after"), align: "end", cell: (row) => <Money minor={row.balanceAfterMinor} /> },
      ]}
    />
  );
}

function DocumentCell({ row, hrefOf }: { row: Movement; hrefOf: Props["hrefOf"] }) {
  const { document, memo } = row;
  if (!document) return <span className="text-muted">{memo ?? "—"}</span>;
  const title = documentTitle(document);
  const text = document.quantity === null ? title : `${title} × ${document.quantity}`;
  const href = hrefOf(document);
  return href ? <TextLink href={href}>{text}</TextLink> : <span>{text}</span>;
}
