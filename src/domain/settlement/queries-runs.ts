import { authorize } from "#domain/access/rules.ts";
import { getWorkingDays } from "#domain/calendar/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { NumberedPage } from "#lib/page.ts";
import { nextStatementAt } from "./rules.ts";

/** When a commission due then will be on a statement, by the cycle and the calendar in force. Trusted: it tells no row. */
export async function expectedStatements(ctx: Ctx): Promise<(dueAt: Date) => Date> {
  const [{ settlementCycle }, isWorking] = await Promise.all([getSettings(ctx), getWorkingDays(ctx)]);
  return (dueAt) => nextStatementAt(settlementCycle, dueAt, ctx.now, isWorking);
}

export type SettlementRow = {
  id: string;
  no: number;
  /** As the run kept it: see readCycle. */
  cycle: string;
  periodKey: string;
  periodFrom: Date;
  periodTo: Date;
  createdAt: Date;
  finishedAt: Date | null;
  statements: number;
  lines: number;
  /** Commissions and adjustments; then what of it is to be paid out, and what has been. */
  totalMinor: bigint;
  netMinor: bigint;
  paidMinor: bigint;
};

const summary = Prisma.sql`
  SELECT t.id::text AS id, t.no, t.cycle, t.period_key AS "periodKey", t.period_from AS "periodFrom", t.period_to AS "periodTo",
    t.created_at AS "createdAt", t.finished_at AS "finishedAt", count(s.id)::int AS statements, coalesce(sum(s.line_count), 0)::int AS lines,
    coalesce(sum(s.total_minor + s.adjustment_minor), 0)::bigint AS "totalMinor", coalesce(sum(s.net_minor), 0)::bigint AS "netMinor",
    coalesce(sum(s.net_minor) FILTER (WHERE s.status = 'PAID'), 0)::bigint AS "paidMinor"`;

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
