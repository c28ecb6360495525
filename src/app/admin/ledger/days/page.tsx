import { CalendarCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { type ClosedDay, clearUntil, listClosedDays, listOpenDays } from "#domain/report/queries-days.ts";
import { type DayCheck, isClear } from "#domain/report/rules-days.ts";
import { requireStaff } from "#trpc/server.ts";
import { LedgerTabs } from "../parts.tsx";
import { CloseButton, ReopenButton } from "./actions.tsx";

export default async function DaysPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("ledger:read");
  const params = await searchParams;
  const [ledger, open, closed] = await Promise.all([
    getTranslations("ledger"),
    listOpenDays(ctx),
    listClosedDays(ctx, { page: Number(one(params.page) ?? 1) }),
  ]);
  const mayClose = can(ctx.actor, "day:close");
  const mayReopen = mayClose && ctx.actor.role === "OWNER" && closed.page === 1;
  return (
    <ClientMessages of={["ledger"]}>
      <PageHeader title={ledger("title")} description={ledger("days.lead")} />
      <LedgerTabs current="days" />
      <Card
        className="mb-4"
        title={ledger("days.open")}
        description={ledger("days.openText")}
        actions={mayClose && open.days.length > 0 ? <CloseActions days={open.days} /> : null}
        flush
      >
        <OpenDays days={open.days} mayClose={mayClose} />
        {open.more ? <p className="px-5 py-3 text-xs text-muted">{ledger("days.more")}</p> : null}
      </Card>
      <Card title={ledger("days.closedDays")} flush>
        <ClosedDays rows={closed.items} reopen={mayReopen ? (closed.items[0]?.day ?? null) : null} />
      </Card>
      <NumberedPagination params={params} page={closed.page} pageSize={closed.pageSize} total={closed.total} />
    </ClientMessages>
  );
}

/** What is clear is closed with one click; beyond it a reason is asked for. */
function CloseActions({ days }: { days: DayCheck[] }) {
  const clear = clearUntil(days);
  const last = days.at(-1)!.day;
  const count = (until: string) => days.findIndex((day) => day.day === until) + 1;
  return (
    <>
      {clear && clear !== last ? <CloseButton until={clear} count={count(clear)} /> : null}
      <CloseButton until={last} count={days.length} needsReason={clear !== last} primary />
    </>
  );
}

function OpenDays({ days, mayClose }: { days: DayCheck[]; mayClose: boolean }) {
  const t = useTranslations("ledger.days");
  const firstOpen = days.findIndex((day) => !isClear(day));
  return (
    <DataTable
      bare
      label={t("open")}
      rows={days}
      rowKey={(row) => row.day}
      empty={<EmptyState icon={<CalendarCheck />} title={t("none")} text={t("noneText")} />}
      columns={[
        { key: "day", header: t("day"), primary: true, cell: (row) => <span className="tnum">{row.day}</span> },
        {
          key: "transactions",
          header: t("transactions"),
          align: "end",
          cell: (row) => (
            <TextLink href={`/admin/ledger/transactions?from=${row.day}&to=${row.day}`}>
              <Num value={row.transactions} />
            </TextLink>
          ),
        },
        { key: "turnover", header: t("turnover"), align: "end", cell: (row) => <Money minor={row.debitMinor} /> },
        { key: "problems", header: t("problems"), cell: (row) => <Problems day={row} /> },
        ...(mayClose
          ? [
              {
                key: "close",
                header: "",
                align: "end" as const,
                cell: (row: DayCheck) => {
                  const index = days.indexOf(row);
                  return (
                    <CloseButton until={row.day} count={index + 1} needsReason={firstOpen >= 0 && firstOpen <= index} quiet />
                  );
                },
              },
            ]
          : []),
      ]}
    />
  );
}

function Problems({ day }: { day: DayCheck }) {
  const t = useTranslations("ledger.days");
  const pay = useTranslations("payment.provider");
  if (isClear(day)) return <Badge tone="success">{t("clear")}</Badge>;
  const names = day.uncompared.map((name) => pay(name)).join("、");
  return (
    <span className="flex flex-wrap gap-1.5">
      {day.balanced ? null : <Badge tone="danger">{t("unbalanced")}</Badge>}
      {day.openIncidents > 0 ? <Badge tone="danger">{t("incidents", { count: day.openIncidents })}</Badge> : null}
      {day.leftovers > 0 ? <Badge tone="warning">{t("leftovers", { count: day.leftovers })}</Badge> : null}
      {names ? <Badge tone="warning">{t("uncompared", { names })}</Badge> : null}
    </span>
  );
}

function ClosedDays({ rows, reopen }: { rows: ClosedDay[]; reopen: string | null }) {
  const t = useTranslations("ledger.days");
  const debit = (row: ClosedDay) => Object.values(row.totals).reduce((sum, total) => sum + BigInt(total.debit), 0n);
  return (
    <DataTable
      bare
      label={t("closedDays")}
      rows={rows}
      rowKey={(row) => row.day}
      rowHref={(row) => `/admin/ledger?from=${row.day}&to=${row.day}`}
      empty={<EmptyState icon={<CalendarCheck />} title={t("closedNone")} text={t("closedNoneText")} />}
      columns={[
        { key: "day", header: t("day"), primary: true, cell: (row) => <span className="tnum">{row.day}</span> },
        { key: "turnover", header: t("turnover"), align: "end", cell: (row) => <Money minor={debit(row)} /> },
        { key: "at", header: t("closedAt"), cell: (row) => <DateTime at={row.closedAt} /> },
        { key: "by", header: t("closedBy"), cell: (row) => row.closedBy ?? "—" },
        {
          key: "reason",
          header: t("reason"),
          cell: (row) => (
            <span className="block">
              {row.reason ?? <span className="text-muted">—</span>}
              {row.openIncidents > 0 ? (
                <span className="block text-xs text-muted">{t("openIncidents", { count: row.openIncidents })}</span>
              ) : null}
            </span>
          ),
        },
        { key: "reopen", header: "", align: "end", cell: (row) => (row.day === reopen ? <ReopenButton day={row.day} /> : null) },
      ]}
    />
  );
}
