import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { NumberedPage } from "#lib/page.ts";
import { type Cycle, closedPeriod, type Period, periodOf } from "./rules.ts";

export type Amount = { distributors: number; lines: number; totalMinor: bigint };
export type SettlementPreview = {
  cycle: Cycle;
  period: Period;
  /** What a run now would put on statements. */
  due: Amount;
  /** Due too, but its distributor has a statement of this period already: it goes to the next. */
  late: Amount;
  /** Frozen and not due before the end of the period still running. */
  later: Amount;
  /** What the next run will find, if nothing more happens. */
  next: Amount;
  nextRunAt: Date;
};

/** What one click on "settle" would do, without doing it. */
export async function previewSettlement(ctx: Ctx): Promise<SettlementPreview> {
  authorize(ctx, "settlement:read");
  const { settlementCycle: cycle } = await getSettings(ctx);
  const period = closedPeriod(cycle, ctx.now);
  const current = periodOf(cycle, ctx.now);
  const rows = await ctx.db.$queryRaw<(Amount & { part: "due" | "late" | "next" | "later" })[]>`
    WITH frozen AS (
      SELECT c.distributor_id, c.amount_minor, CASE
        WHEN c.due_at >= ${current.to} THEN 'later' WHEN c.due_at >= ${period.to} THEN 'next'
        WHEN EXISTS (SELECT 1 FROM statement s JOIN settlement t ON t.id = s.settlement_id
          WHERE s.distributor_id = c.distributor_id AND t.period_key = ${period.key}) THEN 'late' ELSE 'due' END AS part
      FROM commission c WHERE c.status = 'FROZEN' AND c.currency = 'CNY'
    ) SELECT part, count(DISTINCT distributor_id)::int AS distributors, count(*)::int AS lines, sum(amount_minor)::bigint AS "totalMinor"
    FROM frozen GROUP BY 1`;
  const of = (part: string): Amount => {
    const { distributors, lines, totalMinor } = rows.find((row) => row.part === part) ?? {
      distributors: 0,
      lines: 0,
      totalMinor: 0n,
    };
    return { distributors, lines, totalMinor };
  };
  return { cycle, period, due: of("due"), late: of("late"), later: of("later"), next: of("next"), nextRunAt: current.to };
}

export type SettlementRow = {
  id: string;
  no: number;
  cycle: Cycle;
  periodKey: string;
  periodFrom: Date;
  periodTo: Date;
  createdAt: Date;
  finishedAt: Date | null;
  statements: number;
  lines: number;
  totalMinor: bigint;
  paidMinor: bigint;
};

const summary = Prisma.sql`
  SELECT t.id::text AS id, t.no, t.cycle, t.period_key AS "periodKey", t.period_from AS "periodFrom", t.period_to AS "periodTo",
    t.created_at AS "createdAt", t.finished_at AS "finishedAt", count(s.id)::int AS statements, coalesce(sum(s.line_count), 0)::int AS lines,
    coalesce(sum(s.total_minor), 0)::bigint AS "totalMinor",
    coalesce(sum(s.total_minor) FILTER (WHERE s.status = 'PAID'), 0)::bigint AS "paidMinor"`;

/** Runs, newest first. */
export async function listSettlements(ctx: Ctx, input: { page?: number } = {}): Promise<NumberedPage<SettlementRow>> {
  authorize(ctx, "settlement:read");
  const pageSize = 25;
  const page = Math.min(Math.max(Math.trunc(input.page ?? 1) || 1, 1), 10_000);
  const [items, total] = await Promise.all([
    ctx.db.$queryRaw<SettlementRow[]>`
      ${summary} FROM (SELECT * FROM settlement ORDER BY no DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) t
      LEFT JOIN statement s ON s.settlement_id = t.id
      GROUP BY t.id, t.no, t.cycle, t.period_key, t.period_from, t.period_to, t.created_at, t.finished_at ORDER BY t.no DESC`,
    ctx.db.settlement.count(),
  ]);
  return { items, total, page, pageSize };
}

export async function getSettlement(ctx: Ctx, id: string): Promise<SettlementRow> {
  authorize(ctx, "settlement:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<SettlementRow[]>`
    ${summary} FROM settlement t LEFT JOIN statement s ON s.settlement_id = t.id WHERE t.id = ${id}::uuid GROUP BY t.id`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
