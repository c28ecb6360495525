import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { minute, second } from "#lib/time.ts";
import type { PaymentRow } from "./apply-purpose.ts";
import { askProvider } from "./ask-provider.ts";
import { askRefund } from "./ask-refund.ts";

type Due = Pick<PaymentRow, "id" | "provider" | "outNo" | "providerRef" | "state" | "expiresAt" | "purpose">;
export type QueryCounts = { payments: number; moved: number; refunds: number };

/** Longer than a question may take: until then no other runner asks the same. Cut off, the next one asks again. */
const lease = 2 * minute;
const width = 5;
const longest = 45 * second;

/**
 * The autopilot: asks about every payment and refund that is due, whether or not a notice ever came. Any number may run at
 * once: a question is claimed by writing it down first.
 */
export async function queryPayments(ctx: Ctx, { limit = 200 }: { limit?: number } = {}): Promise<QueryCounts> {
  authorize(ctx, "cron:run");
  const counts: QueryCounts = { payments: 0, moved: 0, refunds: 0 };
  const started = performance.now();
  const inTime = () => performance.now() - started < longest;
  const moment = () => ({ ...ctx, now: new Date(ctx.now.getTime() + performance.now() - started) });
  while (counts.payments < limit && inTime()) {
    const due = await claimPayments(moment(), Math.min(width, limit - counts.payments));
    if (due.length === 0) break;
    counts.payments += due.length;
    const ended = await Promise.all(due.map((payment) => ask(moment(), payment)));
    counts.moved += ended.filter((state, index) => state && state !== due[index]!.state).length;
  }
  while (counts.refunds < limit && inTime()) {
    const due = await claimRefunds(moment(), Math.min(width, limit - counts.refunds));
    if (due.length === 0) break;
    counts.refunds += due.length;
    await Promise.all(due.map(({ id }) => askRefund(moment(), id).catch((err) => complain(err, id))));
  }
  return counts;
}

const ask = (ctx: Ctx, payment: Due) => askProvider(ctx, payment, "clock").catch((err) => complain(err, payment.id));

/** One that cannot be followed must not keep the others waiting: its lease runs out and it is tried again. */
function complain(err: unknown, id: string): null {
  log.error({ err, id }, "a payment could not be followed");
  return null;
}

function claimPayments({ db, now }: Ctx, size: number): Promise<Due[]> {
  return db.$queryRaw<Due[]>`
    UPDATE payment SET query_count = query_count + 1, next_query_at = ${new Date(now.getTime() + lease)}
    WHERE id IN (
      SELECT id FROM payment WHERE state <> 'PAID' AND next_query_at <= ${now}
      ORDER BY next_query_at LIMIT ${size} FOR UPDATE SKIP LOCKED)
    RETURNING id::text, provider::text, out_no AS "outNo", provider_ref AS "providerRef", state::text, expires_at AS "expiresAt", purpose::text`;
}

function claimRefunds({ db, now }: Ctx, size: number): Promise<{ id: string }[]> {
  return db.$queryRaw<{ id: string }[]>`
    UPDATE refund SET query_count = query_count + 1, next_query_at = ${new Date(now.getTime() + lease)}
    WHERE id IN (
      SELECT id FROM refund WHERE state IN ('SENDING', 'PENDING', 'UNKNOWN') AND next_query_at <= ${now}
      ORDER BY next_query_at LIMIT ${size} FOR UPDATE SKIP LOCKED)
    RETURNING id::text`;
}
