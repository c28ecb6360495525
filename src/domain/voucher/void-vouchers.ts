import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type VoidBatchInput, type VoidInput, voidBatchInput, voidInput } from "./schema.ts";

const CHUNK = 5_000;
const CHUNKS_PER_CALL = 4;

/** Voids chosen vouchers. `kept` are those that were redeemed, expired or void already. Nothing is paid back: recall does that. */
export async function voidVouchers(ctx: Ctx, raw: VoidInput): Promise<{ voided: number; kept: number }> {
  authorize(ctx, "voucher:void");
  const { ids, reason } = voidInput.parse(raw);
  const wanted = [...new Set(ids)];
  return inTransaction(ctx, async (tx) => {
    const known = await tx.db.voucher.count({ where: { id: { in: wanted } } });
    if (known < wanted.length) throw new DomainError("NOT_FOUND");
    const voided = await voidPicked(tx, Prisma.sql`id = ANY(${wanted}::uuid[])`, reason);
    const subject = wanted.length === 1 ? { type: "voucher", id: wanted[0]! } : { type: "voucher", id: "many" };
    await recordAudit(tx, { action: "voucher.void", subject, after: { voided, ids: wanted }, reason });
    return { voided, kept: wanted.length - voided };
  });
}

/**
 * Voids what is left of a batch, some 20,000 a call: the caller asks again until nothing is left, and can show how far it is.
 * A batch that is still coming in must be cancelled first, or the rest would arrive after.
 */
export async function voidBatch(ctx: Ctx, raw: VoidBatchInput): Promise<{ voided: number; left: number }> {
  authorize(ctx, "voucher:void");
  const { batchId, reason } = voidBatchInput.parse(raw);
  const batch = await ctx.db.batch.findUnique({ where: { id: batchId }, select: { status: true } });
  if (!batch) throw new DomainError("NOT_FOUND");
  if (batch.status === "QUEUED" || batch.status === "RUNNING") throw new DomainError("CONFLICT");
  const picked = Prisma.sql`id IN (
    SELECT id FROM voucher WHERE batch_id = ${batchId}::uuid AND status IN ('IN_STOCK', 'ALLOTTED', 'CLAIMED') LIMIT ${CHUNK})`;
  let voided = 0;
  for (let chunk = 0; chunk < CHUNKS_PER_CALL; chunk++) {
    const count = await inTransaction(ctx, async (tx) => {
      const moved = await voidPicked(tx, picked, reason);
      if (moved > 0)
        await recordAudit(tx, {
          action: "batch.void",
          subject: { type: "batch", id: batchId },
          after: { voided: moved },
          reason,
        });
      return moved;
    });
    voided += count;
    if (count === 0) break;
  }
  const left = await ctx.db.voucher.count({ where: { batchId, status: { in: ["IN_STOCK", "ALLOTTED", "CLAIMED"] } } });
  return { voided, left };
}

/** A claim or redemption deciding at this moment is waited for; its outcome counts. */
async function voidPicked(tx: TxCtx, picked: Prisma.Sql, reason: string): Promise<number> {
  const [row] = await tx.db.$queryRaw<[{ moved: number }]>`
    WITH picked AS (
      SELECT id, status FROM voucher WHERE ${picked} AND status IN ('IN_STOCK', 'ALLOTTED', 'CLAIMED') ORDER BY seq FOR UPDATE
    ), moved AS (
      UPDATE voucher v SET status = 'VOIDED' FROM picked WHERE v.id = picked.id
      RETURNING v.id, picked.status AS was, v.allotment_id, v.link_id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id, reason)
      SELECT id, ${tx.now}, 'VOIDED', was, 'VOIDED', ${tx.actor.kind}, ${actorId(tx.actor)}, allotment_id, link_id, ${reason} FROM moved
    )
    SELECT count(*)::int AS moved FROM moved`;
  return row.moved;
}
