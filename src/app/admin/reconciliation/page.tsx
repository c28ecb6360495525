import { CalendarCheck, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { providerNames } from "#domain/provider/rules.ts";
import { type DayRow, listDays } from "#domain/reconciliation/queries.ts";
import { dayKey, dayStart, plusDays } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";
import { DayGrid } from "./day-grid.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("reconciliation"))("title") };
}

const SHOWN_DAYS = 30;

export default async function ReconciliationPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payment:read");
  const params = await searchParams;
  const asked = dateRange(params);
  const to = asked.to ?? plusDays(dayStart(ctx.now), 1);
  const from = asked.from ?? plusDays(to, -SHOWN_DAYS);
  const provider = providerNames.find((name) => name === one(params.provider));
  const [t, pay, rows] = await Promise.all([
    getTranslations("reconciliation"),
    getTranslations("payment.provider"),
    listDays(ctx, { provider, from, to }),
  ]);
  const upload = can(ctx.actor, "reconciliation:run") ? (
    <ButtonLink href="/admin/reconciliation/upload" variant="primary" icon={<Upload />}>
      {t("upload")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={upload} />
      <FilterBar
        selects={[
          { key: "provider", label: t("providerLabel"), options: providerNames.map((value) => ({ value, label: pay(value) })) },
        ]}
        dates={{ from: dayKey(from), to: dayKey(plusDays(to, -1)) }}
      />
      {rows.length > 0 ? <DayGrid rows={rows} from={from} to={to} /> : null}
      <DayTable rows={rows} params={params} />
    </>
  );
}

function DayTable({ rows, params }: { rows: DayRow[]; params: Params }) {
  const t = useTranslations("reconciliation");
  const pay = useTranslations("payment.provider");
  const count = (value: number) => (value === 0 ? <span className="text-muted">0</span> : <Num value={value} />);
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => `${row.provider}:${row.day}`}
      rowHref={(row) => `/admin/reconciliation/${row.provider}/${row.day}`}
      params={params}
      filterKeys={["provider"]}
      empty={<EmptyState icon={<CalendarCheck />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        {
          key: "day",
          header: t("day"),
          primary: true,
          cell: (row) => (
            <span className="tnum">
              {row.day} · {pay(row.provider)}
            </span>
          ),
        },
        {
          key: "state",
          header: t("statusLabel"),
          cell: (row) => <StatusBadge status={stateTone[row.state]} label={t(`state.${row.state}`)} />,
        },
        { key: "lines", header: t("lines"), align: "end", cell: (row) => count(row.lines) },
        { key: "missing", header: t("missing"), align: "end", cell: (row) => count(row.missing) },
        { key: "extra", header: t("extra"), align: "end", cell: (row) => count(row.extra) },
        { key: "different", header: t("different"), align: "end", cell: (row) => count(row.different) },
        { key: "ledger", header: t("ledger"), align: "end", cell: (row) => count(row.ledger) },
        { key: "incidents", header: t("incidents"), align: "end", cell: (row) => count(row.openIncidents) },
        {
          key: "net",
          header: t("provider"),
          align: "end",
          phone: "hide",
          cell: (row) => (row.ranAt ? <Money minor={row.providerMinor} /> : "—"),
        },
      ]}
    />
  );
}

/** Words of the one table of tones. */
const stateTone: Record<DayRow["state"], string> = {
  MATCHED: "COMPLETED",
  LEFT: "FAILED",
  LOADED: "PENDING",
  WAITING: "PENDING",
  NONE: "NONE",
};
