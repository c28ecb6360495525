import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { reverseCommissions } from "#domain/commission/reverse-commissions.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { minute } from "#lib/time.ts";
import type { reverseInput } from "./schema.ts";

/**
 * Takes a redemption back: the voucher is claimed again and what it earned is reversed with it. A merchant may for its own within the
 * set minutes and before a share of it is settled; staff at any time: what is settled is then owed by its distributors. Both must say why.
 */
export async function reverseRedemption(ctx: Ctx, input: z.infer<typeof reverseInput>): Promise<{ id: string }> {
  const merchantId = ctx.actor.kind === "merchant" ? ctx.actor.merchantId : null;
  authorize(ctx, merchantId ? "redemption:own" : "redemption:reverse");
  const { id, reason } = input;
  return inTransaction(ctx, async (tx) => {
    const voucherId = await markReversed(tx, id, reason, merchantId);
    const { clawedBackMinor } = await reverseCommissions(tx, id, { clawBack: !merchantId });
    await giveVoucherBack(tx, voucherId, reason);
    await recordAudit(tx, {
      action: "redemption.reverse",
      subject: { type: "redemption", id },
      after: { voucherId, status: "CLAIMED", ...(clawedBackMinor > 0n ? { clawedBackMinor } : {}) },
      reason,
    });
    return { id };
  });
}

/** The guarded update decides between two reversals at once. */
async function markReversed(tx: TxCtx, id: string, reason: string, merchantId: string | null): Promise<string> {
  const { reversalMinutes } = await getSettings(tx);
  const earliest = new Date(tx.now.getTime() - reversalMinutes * minute);
  const rows = await tx.db.$queryRaw<{ voucherId: string }[]>`
    UPDATE redemption SET reversed_at = ${tx.now}, reversed_by_id = ${actorId(tx.actor)}, reversal_reason = ${reason}
    WHERE id = ${id}::uuid AND reversed_at IS NULL
      AND (${merchantId}::uuid IS NULL OR (merchant_id = ${merchantId}::uuid AND created_at > ${earliest}))
    RETURNING voucher_id AS "voucherId"`;
  if (rows[0]) return rows[0].voucherId;
  const found = await tx.db.redemption.findFirst({
    where: { id, ...(merchantId ? { merchantId } : {}) },
    select: { reversedAt: true },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  throw new DomainError(found.reversedAt ? "CONFLICT" : "TOO_LATE");
}

async function giveVoucherBack(tx: TxCtx, voucherId: string, reason: string): Promise<void> {
  const moved = await tx.db.$executeRaw`
    WITH back AS (
      UPDATE voucher SET status = 'CLAIMED', redeemed_at = NULL WHERE id = ${voucherId}::uuid AND status = 'REDEEMED'
      RETURNING id, allotment_id, link_id
    )
    INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id, reason)
    SELECT id, ${tx.now}, 'REVERSED', 'REDEEMED', 'CLAIMED', ${tx.actor.kind}, ${actorId(tx.actor)}, allotment_id, link_id, ${reason}
    FROM back`;
  if (moved !== 1) throw new DomainError("CONFLICT");
}
