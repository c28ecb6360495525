import { authorize } from "#domain/access/rules.ts";
import { getWorkingDays } from "#domain/calendar/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import type { NumberedPage } from "#lib/page.ts";
import { settleable, taxFacts, unsettled, withoutStatement } from "./queries-due.ts";
import { closedPeriod, nextPeriod, type Period } from "./rules.ts";
import { type Draft, type Due, draftStatement } from "./rules-draft.ts";

export type Amount = { distributors: number; lines: number; totalMinor: bigint };
export type Sums = { distributors: number; lines: number } & Record<
  "totalMinor" | "adjustmentMinor" | "taxMinor" | "offsetMinor" | "netMinor",
  bigint
>;
export type DraftRow = Due & Draft & { id: string; name: string; no: number };
export type SettlementPreview = {
  period: Period;
  /** What a run now would put on statements. */
  due: Sums;
  /** Due too, but its statement would pay less than the smallest payout. */
  carried: Sums;
  /** Due too, but its distributor has a statement of this period already: it goes to the next. */
  late: Amount;
  /** Contested by its distributor: it waits for the decision. */
  disputed: Amount;
  /** What the next run will find, if nothing more happens; and what falls due later still. */
  next: Amount;
  later: Amount;
  nextRunAt: Date;
  rows: NumberedPage<DraftRow>;
};

/** More distributors than this are not counted before a run; the page says so. */
export const previewLimit = 20_000;
const pageSize = 50;

/** What one click on "settle" would do, distributor by distributor, without doing it. Those carried over come last. */
export async function previewSettlement(ctx: Ctx, input: { page?: number } = {}): Promise<SettlementPreview> {
  authorize(ctx, "settlement:read");
  const [settings, isWorking] = await Promise.all([getSettings(ctx), getWorkingDays(ctx)]);
  const period = closedPeriod(settings.settlementCycle, ctx.now, isWorking);
  const following = nextPeriod(period, isWorking);
  const [rows, waiting] = await Promise.all([readDue(ctx, period), readWaiting(ctx, period, following)]);
  const drafts = rows.map((row) => ({ ...row, id: row.distributorId, ...draftStatement(row, settings) }));
  const [due, carried] = [drafts.filter((one) => !one.carried), drafts.filter((one) => one.carried)];
  const all = [...due, ...carried];
  const page = Math.min(Math.max(Math.trunc(input.page ?? 1) || 1, 1), Math.max(Math.ceil(all.length / pageSize), 1));
  return {
    ...waiting,
    ...{ period, due: sums(due), carried: sums(carried), nextRunAt: following.closesAt },
    rows: { items: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize },
  };
}

function sums(drafts: readonly (Due & Draft)[]): Sums {
  const of = (field: "totalMinor" | "adjustmentMinor" | "taxMinor" | "offsetMinor" | "netMinor") =>
    drafts.reduce((sum, one) => sum + one[field], 0n);
  return {
    ...{ distributors: drafts.length, lines: drafts.reduce((sum, one) => sum + one.lineCount, 0) },
    ...{ totalMinor: of("totalMinor"), adjustmentMinor: of("adjustmentMinor"), taxMinor: of("taxMinor") },
    ...{ offsetMinor: of("offsetMinor"), netMinor: of("netMinor") },
  };
}

type DueRow = Due & { name: string; no: number };

/** Everybody with something due and no statement of the period yet, the largest sums first. */
const readDue = (ctx: Ctx, period: Period): Promise<DueRow[]> => ctx.db.$queryRaw`
  WITH part AS (
    SELECT c.distributor_id, count(*)::int AS lines, sum(c.amount_minor) AS total, 0 AS adjustment FROM commission c
    WHERE ${settleable(period.to)} GROUP BY 1
    UNION ALL
    SELECT a.distributor_id, 0, 0, sum(a.amount_minor) FROM adjustment a WHERE ${unsettled(period.closesAt)} GROUP BY 1
  ), due AS (
    SELECT distributor_id, sum(lines)::int AS lines, sum(total)::bigint AS total, sum(adjustment)::bigint AS adjustment FROM part
    WHERE ${withoutStatement(Prisma.sql`part.distributor_id`, period)} GROUP BY 1 ORDER BY sum(total) + sum(adjustment) DESC, 1 LIMIT ${previewLimit}
  ), facts AS (${taxFacts(ctx.now)} WHERE d.id IN (SELECT distributor_id FROM due) GROUP BY d.id)
  SELECT due.distributor_id::text AS "distributorId", f.name, f.no, due.lines AS "lineCount", due.total AS "totalMinor",
    due.adjustment AS "adjustmentMinor", f.tax_kind::text AS "taxKind", f.month_gross AS "monthGrossMinor", f.month_tax AS "monthTaxMinor",
    coalesce(b.balance_minor, 0)::bigint AS "receivableMinor"
  FROM due JOIN facts f ON f.id = due.distributor_id
  LEFT JOIN ledger_account l ON l.owner_id = due.distributor_id AND l.kind = 'RECEIVABLE' AND l.currency = 'CNY'
  LEFT JOIN ledger_balance b ON b.account_id = l.id
  ORDER BY due.total + due.adjustment DESC, due.distributor_id`;

type Waiting = Pick<SettlementPreview, "late" | "disputed" | "next" | "later">;

/** Frozen and not for this run: why, and how much. */
async function readWaiting(ctx: Ctx, period: Period, following: Period): Promise<Waiting> {
  const rows = await ctx.db.$queryRaw<(Amount & { part: string })[]>`
    WITH frozen AS (
      SELECT c.distributor_id, c.amount_minor, CASE
        WHEN EXISTS (SELECT 1 FROM dispute x WHERE x.commission_id = c.id AND x.status = 'OPEN') THEN 'disputed'
        WHEN c.due_at >= ${following.to} THEN 'later' WHEN c.due_at >= ${period.to} THEN 'next'
        WHEN ${withoutStatement(Prisma.sql`c.distributor_id`, period)} THEN 'due' ELSE 'late' END AS part
      FROM commission c WHERE c.status = 'FROZEN' AND c.currency = 'CNY'
    ) SELECT part, count(DISTINCT distributor_id)::int AS distributors, count(*)::int AS lines, sum(amount_minor)::bigint AS "totalMinor"
    FROM frozen GROUP BY 1`;
  const of = (part: string): Amount => {
    const { distributors, lines, totalMinor } = rows.find((row) => row.part === part) ?? none;
    return { distributors, lines, totalMinor };
  };
  return { late: of("late"), disputed: of("disputed"), next: of("next"), later: of("later") };
}

const none: Amount = { distributors: 0, lines: 0, totalMinor: 0n };
