import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { StoreDay } from "#domain/redemption/queries-store.ts";
import { ReverseOwn } from "./reverse-own.tsx";

type Item = StoreDay["items"][number];
type StoreTableProps = { items: Item[]; reversalMinutes: number; empty: ReactNode; narrow?: boolean };

/** A counter's redemptions; the mistakes among them can be taken back for a while. `narrow`: beside the desk. */
export function StoreTable({ items, reversalMinutes, empty, narrow }: StoreTableProps) {
  const t = useTranslations("store.history");
  const state = (item: Item) => <StateCell item={item} minutes={reversalMinutes} />;
  const columns = [
    { key: "product", header: t("product"), primary: true, cell: (row: Item) => row.productName },
    { key: "at", header: t("at"), cell: (row: Item) => <DateTime at={row.at} only="time" seconds /> },
    { key: "face", header: t("face"), align: "end" as const, cell: (row: Item) => <Money minor={row.faceValueMinor} compact /> },
    { key: "method", header: t("method"), cell: (row: Item) => t(row.method === "SCANNED_AT_STORE" ? "scanned" : "typed") },
    { key: "state", header: t("state"), cell: state },
  ];
  const shown = narrow ? columns.filter((column) => column.key !== "face" && column.key !== "method") : columns;
  return <DataTable bare label={t("list")} rows={items} rowKey={(row) => row.id} columns={shown} empty={empty} />;
}

function StateCell({ item, minutes }: { item: Item; minutes: number }) {
  const t = useTranslations("store");
  const locale = useLocale();
  if (item.reversedAt) {
    return (
      <span title={item.reversalReason ?? undefined}>
        <Badge tone="danger" dot>
          {t("history.reversed")}
        </Badge>
      </span>
    );
  }
  if (!item.reversibleUntil) {
    return (
      <Badge tone="success" dot>
        {t("history.valid")}
      </Badge>
    );
  }
  const until = t("reverse.until", { at: formatDateTime(item.reversibleUntil, { locale, only: "time" }) });
  return <ReverseOwn id={item.id} product={item.productName} minutes={minutes} until={until} />;
}
