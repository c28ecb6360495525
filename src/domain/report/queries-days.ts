import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { dayKey, dayStart, parseDay, plusDays } from "#lib/time.ts";
import type { Window } from "./rules.ts";
import { type DayCheck, isClear, MAX_CLOSE_DAYS } from "./rules-days.ts";

/** Trusted: the first day that is not closed, "2026-11-22"; null when the books are empty. */
export async function nextOpenDay(ctx: Pick<Ctx, "db">): Promise<string | null> {
  const [row] = await ctx.db.$queryRaw<{ day: string | null }[]>`
    SELECT to_char(coalesce((SELECT max(day) + 1 FROM day_close), (SELECT (min(at) AT TIME ZONE 'Asia/Shanghai')::date FROM ledger_transaction)),
      'YYYY-MM-DD') AS day`;
  return row?.day ?? null;
}

/** Trusted: each day of a period with what stands in the way of closing it. */
export function readDays(ctx: Pick<Ctx, "db">, { from, to }: Window): Promise<DayCheck[]> {
  return ctx.db.$queryRaw<DayCheck[]>`
    WITH days AS (
      SELECT generate_series((${from}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, (${to}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - 1, '1 day')::date AS day
    ), entry AS (
      SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date AS day, t.id, a.kind::text AS kind, e.amount_minor AS minor
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.at >= ${from} AND t.at < ${to}
    ), turnover AS (
      SELECT day, count(DISTINCT id) AS transactions, coalesce(sum(minor) FILTER (WHERE minor > 0), 0) AS debit, sum(minor) AS net FROM entry GROUP BY 1
    ), moved AS (
      SELECT DISTINCT day, replace(kind, 'CASH_', '') AS provider FROM entry WHERE kind = 'BANK' OR kind LIKE 'CASH\\_%'
    ), bare AS (
      SELECT m.day, array_agg(m.provider ORDER BY m.provider) AS providers FROM moved m
      LEFT JOIN reconciliation r ON r.provider::text = m.provider AND r.day = m.day WHERE r.id IS NULL GROUP BY 1
    ), left_over AS (
      SELECT day, sum(missing_count + extra_count + different_count + ledger_count) AS count FROM reconciliation GROUP BY 1
    ), incidents AS (SELECT day, count(*) AS count FROM incident WHERE status = 'OPEN' AND day IS NOT NULL GROUP BY 1)
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(t.transactions, 0)::int AS transactions, coalesce(t.debit, 0)::bigint AS "debitMinor",
      coalesce(t.net, 0) = 0 AS balanced, coalesce(i.count, 0)::int AS "openIncidents", coalesce(l.count, 0)::int AS leftovers,
      coalesce(b.providers, '{}') AS uncompared
    FROM days d LEFT JOIN turnover t USING (day) LEFT JOIN bare b USING (day) LEFT JOIN left_over l USING (day) LEFT JOIN incidents i USING (day)
    ORDER BY d.day`;
}

export type OpenDays = { days: DayCheck[]; more: boolean };

/** The days that wait to be closed, oldest first; today is none of them. */
export async function listOpenDays(ctx: Ctx, limit = 31): Promise<OpenDays> {
  authorize(ctx, "ledger:read");
  const first = await nextOpenDay(ctx);
  const today = dayStart(ctx.now);
  if (!first || first >= dayKey(ctx.now)) return { days: [], more: false };
  const from = parseDay(first)!;
  const all = Math.round((today.getTime() - from.getTime()) / 86_400_000);
  const to = all > limit ? plusDays(from, limit) : today;
  return { days: await readDays(ctx, { from, to }), more: all > limit };
}

/** Up to which day the open days can be closed without a word; null when not even the first. */
export const clearUntil = (days: readonly DayCheck[]): string | null => {
  const stop = days.findIndex((day) => !isClear(day));
  const clear = stop < 0 ? days.length : stop;
  return clear > 0 ? days[Math.min(clear, MAX_CLOSE_DAYS) - 1]!.day : null;
};

export type Totals = Record<string, { debit: string; credit: string; closing: string }>;
export type ClosedDay = {
  day: string;
  closedAt: Date;
  closedBy: string | null;
  reason: string | null;
  totals: Totals;
  openIncidents: number;
};

/** Closed days, the last one first. */
export async function listClosedDays(ctx: Ctx, filter: { page?: number } = {}) {
  authorize(ctx, "ledger:read");
  const pageSize = 31;
  const page = Math.min(Math.max(Math.trunc(filter.page ?? 1) || 1, 1), 1000);
  const [items, total] = await Promise.all([
    ctx.db.$queryRaw<ClosedDay[]>`
      SELECT to_char(c.day, 'YYYY-MM-DD') AS day, c.closed_at AS "closedAt", u.name AS "closedBy", c.reason, c.totals,
        (SELECT count(*) FROM incident i WHERE i.day = c.day AND i.status = 'OPEN')::int AS "openIncidents"
      FROM day_close c LEFT JOIN app_user u ON u.id = c.closed_by_id ORDER BY c.day DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    ctx.db.dayClose.count(),
  ]);
  return { items, total, page, pageSize };
}
