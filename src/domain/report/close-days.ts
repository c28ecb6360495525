import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { dayKey, parseDay, plusDays } from "#lib/time.ts";
import { nextOpenDay, readDays } from "./queries-days.ts";
import { isClear, MAX_CLOSE_DAYS } from "./rules-days.ts";
import { type CloseDaysInput, closeDaysInput } from "./schema.ts";

/**
 * Closes the open days up to `until`, in order: from then on the books take nothing dated on them. Waits for postings under way and
 * holds off new ones for the moment it takes. A day on which something is left open is closed only with a reason.
 */
export function closeDays(ctx: Ctx, raw: CloseDaysInput): Promise<{ closed: number; until: string }> {
  authorize(ctx, "day:close");
  const { until, reason } = closeDaysInput.parse(raw);
  const end = parseDay(until);
  if (!end || until >= dayKey(ctx.now)) throw new DomainError("INVALID_INPUT", { fields: { until: "form.invalid" } });
  return inTransaction(ctx, async (tx) => {
    await lockBooks(tx);
    const first = await nextOpenDay(tx);
    if (!first || first > until) throw new DomainError("CONFLICT");
    const from = parseDay(first)!;
    const to = plusDays(end, 1);
    const days = await readDays(tx, { from, to });
    if (days.length > MAX_CLOSE_DAYS) throw new DomainError("LIMIT_REACHED", { most: MAX_CLOSE_DAYS });
    const open = days.filter((day) => !isClear(day));
    if (days.some((day) => !day.balanced)) throw new DomainError("CONFLICT", { days: days.filter((day) => !day.balanced) });
    if (open.length > 0 && !reason) throw new DomainError("DAY_NOT_CLEAR", { days: open.map(({ day }) => day) });
    await storeTotals(tx, { from, to }, open.length > 0 ? (reason ?? null) : null);
    await recordAudit(tx, {
      action: "day.close",
      subject: { type: "day", id: until },
      after: { from: first, until, days: days.length, open: open.map(({ day }) => day) },
      reason: reason ?? null,
    });
    return { closed: days.length, until };
  });
}

/** Nothing that is being posted now may slip in behind the totals. */
async function lockBooks(tx: TxCtx): Promise<void> {
  try {
    await tx.db.$executeRaw`SET LOCAL lock_timeout = '10s'`;
    await tx.db.$executeRaw`LOCK TABLE ledger_transaction IN SHARE MODE`;
    await tx.db.$executeRaw`SET LOCAL lock_timeout = 0`;
  } catch (error) {
    throw String((error as Error).message).includes("lock timeout") ? new DomainError("BUSY") : error;
  }
}

/** One row per day; what a kind of account closes with is what it closed with the day before, plus debits, less credits. */
async function storeTotals(tx: TxCtx, { from, to }: { from: Date; to: Date }, reason: string | null): Promise<void> {
  const closedById = tx.actor.kind === "staff" ? actorId(tx.actor) : null;
  await tx.db.$executeRaw`
    WITH days AS (
      SELECT generate_series((${from}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, (${to}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - 1, '1 day')::date AS day
    ), moved AS (
      SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date AS day, a.kind::text AS kind,
        coalesce(sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0), 0) AS debit, coalesce(-sum(e.amount_minor) FILTER (WHERE e.amount_minor < 0), 0) AS credit
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.at >= ${from} AND t.at < ${to} GROUP BY 1, 2
    ), before AS (
      SELECT key AS kind, (value ->> 'closing')::numeric AS closing FROM day_close c, jsonb_each(c.totals) WHERE c.day = (SELECT max(day) FROM day_close)
    ), kinds AS (SELECT kind FROM moved UNION SELECT kind FROM before),
    total AS (
      SELECT d.day, k.kind, coalesce(m.debit, 0) AS debit, coalesce(m.credit, 0) AS credit,
        coalesce(b.closing, 0) + sum(coalesce(m.debit, 0) - coalesce(m.credit, 0)) OVER (PARTITION BY k.kind ORDER BY d.day) AS closing
      FROM days d CROSS JOIN kinds k LEFT JOIN moved m ON m.day = d.day AND m.kind = k.kind LEFT JOIN before b ON b.kind = k.kind)
    INSERT INTO day_close (day, closed_at, closed_by_id, reason, totals)
    SELECT d.day, ${tx.now}, ${closedById}::uuid, ${reason}, coalesce(
      (SELECT jsonb_object_agg(t.kind, jsonb_build_object('debit', t.debit::text, 'credit', t.credit::text, 'closing', t.closing::text))
       FROM total t WHERE t.day = d.day), '{}')
    FROM days d ORDER BY d.day`;
}
