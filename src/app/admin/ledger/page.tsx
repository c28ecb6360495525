import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getTrialBalance, type TrialRow } from "#domain/report/queries-books.ts";
import { type AccountGroup, accountGroups, groupNames } from "#domain/report/rules-books.ts";
import { requireStaff } from "#trpc/server.ts";
import { LedgerTabs } from "./parts.tsx";
import { periodOf } from "./period.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("ledger"))("title") };
}

export default async function LedgerPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const { window, days, query } = periodOf(params, ctx.now);
  const [t, rows] = await Promise.all([getTranslations("ledger"), getTrialBalance(ctx, window)]);
  const sum = sumOf(rows);
  const balanced = sum.openingMinor === 0n && sum.closingMinor === 0n && sum.debitMinor === sum.creditMinor;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LedgerTabs current="trial" />
      <FilterBar dates={days} actions={<ExportButton href="/api/export/ledger/trial" params={{ ...params, ...days }} />} />
      <Alert tone={balanced ? "success" : "danger"} className="mb-4">
        {t(balanced ? "balanced" : "unbalanced")}
      </Alert>
      <TrialTable rows={rows} query={query} />
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

/** Groups with their sums; every figure opens what it is made of. */
function TrialTable({ rows, query }: { rows: TrialRow[]; query: string }) {
  const t = useTranslations("ledger");
  const columns = ["opening", "debit", "credit", "closing"] as const;
  return (
    <div className="data-card min-w-0">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="data-scroll" aria-label={t("tabs.trial")} tabIndex={0}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col" className="text-left">
                {t("account")}
              </th>
              {columns.map((key) => (
                <th key={key} scope="col" className="text-right">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          {groupNames.map((group) => (
            <Group key={group} group={group} rows={rows} query={query} />
          ))}
          <tfoot>
            <SumRow label={t("sum")} sums={sumOf(rows)} />
          </tfoot>
        </table>
      </section>
    </div>
  );
}

function Group({ group, rows, query }: { group: AccountGroup; rows: TrialRow[]; query: string }) {
  const t = useTranslations("ledger");
  const own = accountGroups[group].flatMap((kind) => rows.filter((row) => row.kind === kind));
  return (
    <tbody>
      {own.map((row) => (
        <tr key={row.kind}>
          <td data-primary>
            <Link href={`/admin/ledger/accounts?kind=${row.kind}`} className="block hover:underline">
              <span className="block font-medium">{t(`kind.${row.kind}`)}</span>
              <span className="block text-xs font-normal text-muted">{t(`about.${row.kind}`)}</span>
            </Link>
          </td>
          <Figure label={t("opening")} minor={row.openingMinor} />
          <Figure label={t("debit")} minor={row.debitMinor} href={`/admin/ledger/entries?kind=${row.kind}&side=debit&${query}`} />
          <Figure
            label={t("credit")}
            minor={row.creditMinor}
            href={`/admin/ledger/entries?kind=${row.kind}&side=credit&${query}`}
          />
          <Figure label={t("closing")} minor={row.closingMinor} href={`/admin/ledger/entries?kind=${row.kind}&${query}`} strong />
        </tr>
      ))}
      <SumRow label={t("groupSum", { group: t(`group.${group}`) })} sums={sumOf(own)} />
    </tbody>
  );
}

function Figure({ label, minor, href, strong }: { label: string; minor: bigint; href?: string; strong?: boolean }) {
  const amount = <Money minor={minor} className={strong ? "font-medium" : undefined} />;
  return (
    <td className="tnum text-right" data-label={label}>
      {href && minor !== 0n ? (
        <Link href={href} className="hover:underline">
          {amount}
        </Link>
      ) : (
        <span className={minor === 0n ? "text-muted" : undefined}>{amount}</span>
      )}
    </td>
  );
}

function SumRow({ label, sums }: { label: string; sums: Sums }) {
  const t = useTranslations("ledger");
  return (
    <tr className="bg-surface-secondary font-semibold">
      <td data-primary>{label}</td>
      <Figure label={t("opening")} minor={sums.openingMinor} />
      <Figure label={t("debit")} minor={sums.debitMinor} />
      <Figure label={t("credit")} minor={sums.creditMinor} />
      <Figure label={t("closing")} minor={sums.closingMinor} strong />
    </tr>
  );
}
