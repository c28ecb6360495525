import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getTrialBalance, type TrialRow } from "#domain/report/queries-books.ts";
import { requireStaff } from "#trpc/server.ts";
import { LedgerTabs } from "./parts.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("ledger"))("title") };
}

export default async function LedgerPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const [t, rows] = await Promise.all([getTranslations("ledger"), getTrialBalance(ctx, dateRange(params))]);
  const sum = sumOf(rows);
  const balanced = sum.openingMinor === 0n && sum.closingMinor === 0n && sum.debitMinor === sum.creditMinor;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LedgerTabs current="trial" />
      <FilterBar dates />
      <Alert tone={balanced ? "success" : "danger"} className="mb-4">
        {t(balanced ? "balanced" : "unbalanced")}
      </Alert>
      <TrialTable rows={rows} />
      <p className="mt-3 text-xs text-muted">{t("sign")}</p>
    </>
  );
}

type Sums = Pick<TrialRow, "openingMinor" | "debitMinor" | "creditMinor" | "closingMinor">;

function sumOf(rows: TrialRow[]): Sums {
  const total = (pick: (row: TrialRow) => bigint) => rows.reduce((sum, row) => sum + pick(row), 0n);
  return {
    openingMinor: total((row) => row.openingMinor),
    debitMinor: total((row) => row.debitMinor),
    creditMinor: total((row) => row.creditMinor),
    closingMinor: total((row) => row.closingMinor),
  };
}

function TrialTable({ rows }: { rows: TrialRow[] }) {
  const t = useTranslations("ledger");
  const sum = sumOf(rows);
  return (
    <DataTable
      label={t("tabs.trial")}
      rows={rows}
      rowKey={(row) => row.kind}
      rowHref={(row) => `/admin/ledger/accounts?kind=${row.kind}`}
      columns={[
        {
          key: "kind",
          header: t("account"),
          primary: true,
          cell: (row) => (
            <span className="block">
              <span className="block">{t(`kind.${row.kind}`)}</span>
              <span className="block text-xs font-normal text-muted">{t(`about.${row.kind}`)}</span>
            </span>
          ),
        },
        { key: "accounts", header: t("accounts"), align: "end", cell: (row) => <Num value={row.accounts} /> },
        { key: "opening", header: t("opening"), align: "end", cell: (row) => <Money minor={row.openingMinor} /> },
        { key: "debit", header: t("debit"), align: "end", cell: (row) => <Money minor={row.debitMinor} /> },
        { key: "credit", header: t("credit"), align: "end", cell: (row) => <Money minor={row.creditMinor} /> },
        {
          key: "closing",
          header: t("closing"),
          align: "end",
          cell: (row) => <Money minor={row.closingMinor} className="font-medium" />,
        },
      ]}
      footer={
        <tr className="font-semibold">
          <td colSpan={2}>{t("sum")}</td>
          <td className="tnum text-right" data-label={t("opening")}>
            <Money minor={sum.openingMinor} />
          </td>
          <td className="tnum text-right" data-label={t("debit")}>
            <Money minor={sum.debitMinor} />
          </td>
          <td className="tnum text-right" data-label={t("credit")}>
            <Money minor={sum.creditMinor} />
          </td>
          <td className="tnum text-right" data-label={t("closing")}>
            <Money minor={sum.closingMinor} />
          </td>
        </tr>
      }
    />
  );
}
