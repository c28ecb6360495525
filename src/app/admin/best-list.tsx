import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { BestRow } from "#domain/report/queries.ts";
import { type Period, periodHref } from "./period-href.ts";

type BestListProps = { rows: BestRow[]; name: string; by: "productId" | "distributorId"; label: string; period: Period };

/** A short ranking: a row opens the redemptions it is ranked by, its other figures the lists behind them. */
export function BestList({ rows, name, by, label, period }: BestListProps) {
  const t = useTranslations("dashboard");
  const only = (row: BestRow) => ({ [by]: row.id });
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => periodHref.redemptions(period, only(row))}
      params={{}}
      empty={<EmptyState title={t("noneTitle")} text={t("noneText")} />}
      columns={[
        { key: "name", header: name, cell: (row) => row.name, primary: true },
        { key: "redemptions", header: t("redemptions"), align: "end", cell: (row) => <Num value={row.redemptions} /> },
        {
          key: "claims",
          header: t("claims"),
          align: "end",
          phone: "hide",
          cell: (row) => (
            <TextLink href={periodHref.claims(period, only(row))}>
              <Num value={row.claims} />
            </TextLink>
          ),
        },
        {
          key: "sales",
          header: t("sales"),
          align: "end",
          cell: (row) => (
            <TextLink href={periodHref.sales(period, only(row))}>
              <Money minor={row.salesMinor} />
            </TextLink>
          ),
        },
      ]}
    />
  );
}
