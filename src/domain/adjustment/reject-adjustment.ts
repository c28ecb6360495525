import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockAdjustment } from "./lock-adjustment.ts";
import { rejectAdjustmentInput } from "./schema.ts";

/** Turns a request down with a reason. Whoever asked may take back his own. */
export function rejectAdjustment(ctx: Ctx, input: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "adjustment:request");
  const actor = actorOf(ctx, "staff");
  const { id, reason } = rejectAdjustmentInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { requestedById, amountMinor, distributorId } = await lockAdjustment(tx, id);
    if (requestedById !== actor.id) authorize(ctx, "adjustment:approve");
    await tx.db.adjustment.update({
      where: { id },
      data: { status: "REJECTED", decidedById: actor.id, decidedAt: tx.now, rejectReason: reason },
    });
    await recordAudit(tx, {
      action: "adjustment.reject",
      subject: { type: "adjustment", id },
      before: { status: "REQUESTED", distributorId, amountMinor },
      after: { status: "REJECTED" },
      reason,
    });
    return { ok: true };
  });
}
