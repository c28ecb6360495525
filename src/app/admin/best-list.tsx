import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { BestRow } from "#domain/report/queries.ts";

/** A short ranking; each row opens its product or distributor. */
export function BestList({ rows, name, base, label }: { rows: BestRow[]; name: string; base: string; label: string }) {
  const t = useTranslations("dashboard");
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/${row.id}`}
      params={{}}
      empty={<EmptyState title={t("noneTitle")} text={t("noneText")} />}
      columns={[
        { key: "name", header: name, cell: (row) => row.name, primary: true },
        { key: "redemptions", header: t("redemptions"), align: "end", cell: (row) => <Num value={row.redemptions} /> },
        { key: "claims", header: t("claims"), align: "end", phone: "hide", cell: (row) => <Num value={row.claims} /> },
        { key: "sales", header: t("sales"), align: "end", cell: (row) => <Money minor={row.salesMinor} /> },
      ]}
    />
  );
}
