import type { PayoutProvider } from "#adapters/payout/payout.ts";
import { payoutProviders } from "#adapters/payout/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { second } from "#lib/time.ts";
import { type Applied, applyReply } from "./apply-reply.ts";
import { askProvider, orderOf, type Payable, type Providers, payableColumns, sameBody } from "./call-provider.ts";
import { closeBatches } from "./close-batches.ts";
import { callFor, leaseFor } from "./rules-reply.ts";
import { lost } from "./send-payouts.ts";

export type QueryCounts = { asked: number; resent: number };
export type QueryOptions = {
  itemId?: string;
  batchId?: string;
  limit?: number;
  lanes?: number;
  forMs?: number;
  providers?: Providers;
};

type Due = Payable & {
  attemptId: string;
  itemId: string;
  outNo: string;
  ref: string | null;
  lease: Date;
  bodyHash: Uint8Array;
  /** Account and distributor are as they were approved: nothing of ours speaks against the identical request. */
  stillGood: boolean;
};

/**
 * Asks providers what became of what is not settled: soon at first, then daily, and at once after a notice. A number nobody has
 * heard of is believed lost only after its time in flight, and then the identical request goes out under the same number, or two
 * people decide. `itemId`: a person asks now.
 */
export async function queryPayouts(ctx: Ctx, options: QueryOptions = {}): Promise<QueryCounts> {
  authorize(ctx, "payout:prepare");
  const { limit = 500, lanes = 4, forMs = 45 * second } = options;
  const providers = options.providers ?? payoutProviders().on;
  const counts: QueryCounts = { asked: 0, resent: 0 };
  const started = performance.now();
  const clock = () => new Date(ctx.now.getTime() + performance.now() - started);
  await giveUpLostSenders({ ...ctx, now: clock() });
  const lane = async () => {
    while (counts.asked < limit && performance.now() - started < forMs) {
      const [due] = await leaseDue({ ...ctx, now: clock() }, [...providers.keys()], options);
      if (!due) return;
      counts.asked += 1;
      if (await askOne(ctx, due, providers.get(due.provider)!, clock).catch(lost(due.itemId))) counts.resent += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, limit) }, lane));
  if (counts.asked > 0) await closeBatches({ ...ctx, now: clock() });
  return counts;
}

/** A sender that died left an intent whose fate nobody knows. The bank's files are not sent by us: they are not among these. */
function giveUpLostSenders(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    WITH lost AS (
      SELECT i.id AS item_id, a.id AS attempt_id FROM payout_item i JOIN payout_attempt a ON a.item_id = i.id
      WHERE a.state = 'INTENT' AND a.leased_until < ${ctx.now} AND i.status = 'SENDING' ORDER BY i.id LIMIT 1000 FOR UPDATE OF i, a SKIP LOCKED
    ), moved AS (
      UPDATE payout_attempt a SET state = 'UNKNOWN', reason = 'the sender disappeared', query_count = 0, next_query_at = ${ctx.now}, leased_until = NULL
      FROM lost WHERE a.id = lost.attempt_id RETURNING 1)
    UPDATE payout_item i SET status = 'UNKNOWN', reason = 'the sender disappeared', updated_at = ${ctx.now} FROM lost WHERE i.id = lost.item_id`;
}

/** Takes the next attempt that is due for asking, for `leaseFor`. */
function leaseDue(ctx: Ctx, providers: string[], { itemId, batchId }: QueryOptions): Promise<Due[]> {
  const lease = new Date(ctx.now.getTime() + leaseFor);
  return ctx.db.$queryRaw<Due[]>`
    WITH due AS (
      SELECT a.id FROM payout_attempt a JOIN payout_item i ON i.id = a.item_id
      WHERE a.next_query_at <= ${ctx.now} AND (a.leased_until IS NULL OR a.leased_until < ${ctx.now}) AND a.state <> 'INTENT'
        AND a.provider::text = ANY (${providers})
        AND (${itemId ?? null}::uuid IS NULL OR a.item_id = ${itemId ?? null}::uuid)
        AND (${batchId ?? null}::uuid IS NULL OR i.batch_id = ${batchId ?? null}::uuid)
      ORDER BY a.next_query_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED
    ), taken AS (UPDATE payout_attempt a SET leased_until = ${lease} FROM due WHERE a.id = due.id RETURNING a.*)
    SELECT t.id::text AS "attemptId", t.item_id::text AS "itemId", t.out_no AS "outNo", t.provider_ref AS ref, t.leased_until AS lease,
      t.body_hash AS "bodyHash", p.status = 'ACTIVE' AND d.status = 'ACTIVE' AS "stillGood", ${payableColumns}
    FROM taken t JOIN payout_item i ON i.id = t.item_id JOIN payout_batch b ON b.id = i.batch_id
    JOIN payee_account p ON p.id = t.payee_account_id JOIN distributor d ON d.id = i.distributor_id`;
}

async function askOne(ctx: Ctx, due: Due, provider: PayoutProvider, clock: () => Date): Promise<boolean> {
  const { outNo, ref, stillGood } = due;
  const askedAt = clock();
  const reply = await askProvider("query", () => provider.query({ outNo, ref }));
  const policy = { inFlightMs: provider.inFlightMs, mayResend: provider.resendable && stillGood };
  const told = { itemId: due.itemId, attemptId: due.attemptId, reply, evidence: { kind: "QUERY" as const }, policy, askedAt };
  const { resend } = await applyReply({ ...ctx, now: clock() }, { ...told, lease: due.lease });
  return resend ? sendAgain(ctx, due, provider, resend, clock) : false;
}

/** The identical request under the same number; that it is identical is checked against the hash of the first. */
async function sendAgain(ctx: Ctx, due: Due, provider: PayoutProvider, lease: Date, clock: () => Date): Promise<boolean> {
  const order = orderOf(due, due.outNo);
  sameBody(order, due.bodyHash);
  const askedAt = clock();
  if (lease.getTime() - askedAt.getTime() < callFor) return false;
  const reply = await askProvider("resend", () => provider.send(order));
  const policy = { inFlightMs: provider.inFlightMs, mayResend: false };
  const told: Parameters<typeof applyReply>[1] = {
    ...{ itemId: due.itemId, attemptId: due.attemptId, reply, policy, askedAt, lease },
    evidence: { kind: "REPLY", details: { again: true } },
  };
  const applied: Applied = await applyReply({ ...ctx, now: clock() }, told);
  return applied.state !== "GONE";
}
