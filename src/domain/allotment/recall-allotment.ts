import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { type RecallInput, recallInput } from "./schema.ts";

export type Recalled = { id: string; quantity: number; refundMinor: bigint };

/**
 * Takes vouchers back from a distributor to master stock and gives him what he paid for them.
 * Only those not in a claim link: a link's revocation brings the rest of it back first, so that nobody who holds a link
 * finds it silently empty.
 */
export function recallAllotment(ctx: Ctx, raw: RecallInput): Promise<Recalled> {
  authorize(ctx, "voucher:recall");
  const input = recallInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const allotment = await lockAllotment(tx, input.allotmentId);
    const earlier = await findEarlier(tx, input);
    if (earlier) return earlier;
    const id = newId(tx.now.getTime());
    const { quantity, reason, requestKey } = input;
    await putBack(tx, input);
    const refundMinor = allotment.unitPriceMinor * BigInt(quantity);
    const createdById = tx.actor.kind === "staff" ? tx.actor.id : null;
    await tx.db.recall.create({
      data: { id, allotmentId: allotment.id, quantity, refundMinor, reason, requestKey, createdById, createdAt: tx.now },
    });
    await postTransaction(tx, {
      kind: "recall",
      reference: id,
      memo: reason,
      lines: [
        { account: { kind: "SALES" }, debitMinor: refundMinor },
        { account: { kind: "PREPAID", ownerId: allotment.distributorId }, creditMinor: refundMinor },
      ],
    });
    const after = { quantity, refundMinor, distributorId: allotment.distributorId };
    await recordAudit(tx, { action: "allotment.recall", subject: { type: "allotment", id: allotment.id }, after, reason });
    return { id, quantity, refundMinor };
  });
}

/** Recalls of one allotment go one after another; opening links and claims do not wait for them. */
async function lockAllotment(tx: TxCtx, id: string) {
  await tx.db.$queryRaw`SELECT 1 FROM allotment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const allotment = await tx.db.allotment.findUnique({ where: { id } });
  if (!allotment) throw new DomainError("NOT_FOUND");
  return allotment;
}

async function findEarlier(tx: TxCtx, input: RecallInput): Promise<Recalled | null> {
  const found = await tx.db.recall.findUnique({ where: { requestKey: input.requestKey } });
  if (!found) return null;
  if (found.allotmentId !== input.allotmentId || found.quantity !== input.quantity) throw new DomainError("KEY_REUSED");
  return { id: found.id, quantity: found.quantity, refundMinor: found.refundMinor };
}

/** What a link being opened at this moment holds counts as gone. Expired vouchers stay: nothing is paid back for them. */
async function putBack(tx: TxCtx, input: RecallInput): Promise<void> {
  const { allotmentId, quantity, reason } = input;
  const [row] = await tx.db.$queryRaw<{ back: number }[]>`
    WITH picked AS (
      SELECT id FROM voucher WHERE allotment_id = ${allotmentId}::uuid AND status = 'ALLOTTED' AND link_id IS NULL
        AND (expires_at IS NULL OR expires_at > ${tx.now}) AND NOT EXISTS (
          SELECT 1 FROM product p WHERE p.id = voucher.product_id AND p.validity_kind = 'FIXED' AND p.valid_until <= ${tx.now})
      ORDER BY seq DESC LIMIT ${quantity} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE voucher SET status = 'IN_STOCK', allotment_id = NULL FROM picked WHERE voucher.id = picked.id RETURNING voucher.id
    ), event AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, reason)
      SELECT id, ${tx.now}, 'RECALLED', 'ALLOTTED', 'IN_STOCK', ${tx.actor.kind}, ${actorId(tx.actor)}, ${allotmentId}::uuid, ${reason} FROM moved
    ) SELECT count(*)::int AS back FROM moved`;
  const back = row?.back ?? 0;
  if (back < quantity) throw new DomainError("INSUFFICIENT_STOCK", { left: back });
}
