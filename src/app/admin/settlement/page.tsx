import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PeriodText } from "#app/period-text.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { can } from "#domain/access/rules.ts";
import { totalStatements } from "#domain/settlement/queries.ts";
import { previewSettlement } from "#domain/settlement/queries-preview.ts";
import { listSettlements, type SettlementRow } from "#domain/settlement/queries-runs.ts";
import { settlementNo } from "#domain/settlement/rules.ts";
import { ratio } from "#lib/money.ts";
import { requireStaff } from "#trpc/server.ts";
import { Preview } from "./preview.tsx";
import { PaymentStats, SettlementTabs } from "./tabs.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function SettlementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const [t, preview, totals, page] = await Promise.all([
    getTranslations("settlement"),
    previewSettlement(ctx),
    totalStatements(ctx),
    listSettlements(ctx, { page: Number(one(params.page) ?? 1) }),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Preview preview={preview} mayRun={can(ctx.actor, "settlement:run")} />
      <PaymentStats totals={totals} base="/admin/settlement/statements" />
      <SettlementTabs current="runs" />
      <RunTable rows={page.items} />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}

function RunTable({ rows }: { rows: SettlementRow[] }) {
  const t = useTranslations("settlement");
  return (
    <DataTable
      label={t("tabs.runs")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/settlement/runs/${row.id}`}
      empty={<EmptyState icon={<ReceiptText />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "no", header: t("no"), primary: true, cell: (row) => settlementNo(row.no) },
        {
          key: "period",
          header: t("period"),
          cell: (row) => <PeriodText period={{ cycle: row.cycle, from: row.periodFrom, to: row.periodTo }} cycle />,
        },
        { key: "statements", header: t("statements"), align: "end", cell: (row) => <Num value={row.statements} /> },
        { key: "lines", header: t("lines"), align: "end", cell: (row) => <Num value={row.lines} /> },
        { key: "total", header: t("total"), align: "end", cell: (row) => <Money minor={row.totalMinor} /> },
        { key: "net", header: t("net"), align: "end", cell: (row) => <Money minor={row.netMinor} /> },
        { key: "progress", header: t("progress"), cell: (row) => <PaidSoFar row={row} /> },
        { key: "ranAt", header: t("ranAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
      ]}
    />
  );
}

function PaidSoFar({ row }: { row: SettlementRow }) {
  const t = useTranslations("settlement");
  const share = row.netMinor === 0n ? 1 : ratio(row.paidMinor, row.netMinor);
  return (
    <Progress
      className="w-36"
      label={t("progress")}
      value={share}
      max={1}
      tone={share === 1 ? "success" : "accent"}
      showText={`${Math.floor(share * 100)}%`}
    />
  );
}
