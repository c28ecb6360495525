import { actorId, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** Points `quantity` free vouchers of the allotment at the link, oldest first: all of them, or the transaction ends here. */
export async function pointVouchers(tx: TxCtx, input: { linkId: string; allotmentId: string; quantity: number }): Promise<void> {
  const [row] = await tx.db.$queryRaw<[{ moved: number }]>`
    WITH free AS (
      SELECT id FROM voucher
      WHERE allotment_id = ${input.allotmentId}::uuid AND status = 'ALLOTTED' AND link_id IS NULL
        AND (expires_at IS NULL OR expires_at > ${tx.now})
      ORDER BY seq LIMIT ${input.quantity} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE voucher SET link_id = ${input.linkId}::uuid FROM free WHERE voucher.id = free.id RETURNING voucher.id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${tx.now}, 'LINKED', 'ALLOTTED', 'ALLOTTED', ${tx.actor.kind}, ${actorId(tx.actor)},
        ${input.allotmentId}::uuid, ${input.linkId}::uuid FROM moved
    )
    SELECT count(*)::int AS moved FROM moved`;
  if (row.moved < input.quantity) throw new DomainError("INSUFFICIENT_STOCK", { left: row.moved });
}

/** Gives what nobody took back to the allotment. A claim that is deciding right now is waited for and keeps its voucher. */
export async function returnVouchers(tx: TxCtx, linkId: string, reason: string | null): Promise<number> {
  const [row] = await tx.db.$queryRaw<[{ moved: number }]>`
    WITH unclaimed AS (
      SELECT id FROM voucher WHERE link_id = ${linkId}::uuid AND status = 'ALLOTTED' ORDER BY seq FOR UPDATE
    ), moved AS (
      UPDATE voucher SET link_id = NULL FROM unclaimed WHERE voucher.id = unclaimed.id
      RETURNING voucher.id, voucher.allotment_id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id, reason)
      SELECT id, ${tx.now}, 'UNLINKED', 'ALLOTTED', 'ALLOTTED', ${tx.actor.kind}, ${actorId(tx.actor)},
        allotment_id, ${linkId}::uuid, ${reason} FROM moved
    )
    SELECT count(*)::int AS moved FROM moved`;
  return row.moved;
}
