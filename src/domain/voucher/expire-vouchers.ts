import { authorize } from "#domain/access/rules.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";

const CHUNK = 5_000;
const CHUNKS_PER_RUN = 20;

/**
 * Ends what is past its date: its own, or that of its product. Up to 100,000 a run; what somebody else works on now is left
 * to the next run. Safe to run twice, late, or many at once.
 */
export async function expireVouchers(ctx: Ctx): Promise<{ expired: number; more: boolean }> {
  authorize(ctx, "cron:run");
  const byOwnDate = Prisma.sql`status IN ('IN_STOCK', 'ALLOTTED', 'CLAIMED') AND expires_at <= ${ctx.now}`;
  const byProduct = Prisma.sql`status IN ('IN_STOCK', 'ALLOTTED') AND product_id IN (
    SELECT id FROM product WHERE validity_kind = 'FIXED' AND valid_until <= ${ctx.now})`;
  let expired = 0;
  for (const due of [byOwnDate, byProduct]) {
    for (let last = CHUNK; last === CHUNK; expired += last) {
      if (expired >= CHUNK * CHUNKS_PER_RUN) return { expired, more: true };
      last = await inTransaction(ctx, (tx) => expireChunk(tx, due));
    }
  }
  return { expired, more: false };
}

async function expireChunk(tx: TxCtx, due: Prisma.Sql): Promise<number> {
  const [row] = await tx.db.$queryRaw<[{ moved: number }]>`
    WITH due AS (
      SELECT id, status FROM voucher WHERE ${due} LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE voucher v SET status = 'EXPIRED' FROM due WHERE v.id = due.id
      RETURNING v.id, due.status AS was, v.allotment_id, v.link_id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${tx.now}, 'EXPIRED', was, 'EXPIRED', ${tx.actor.kind}, ${actorId(tx.actor)}, allotment_id, link_id FROM moved
    )
    SELECT count(*)::int AS moved FROM moved`;
  return row.moved;
}
