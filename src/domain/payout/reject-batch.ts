import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockBatch } from "./lock-batch.ts";
import { releaseItems } from "./release-items.ts";
import { rejectBatchInput } from "./schema.ts";

/** Gives a prepared batch back with a reason: its money is payable again. The preparer may take back his own. */
export function rejectBatch(ctx: Ctx, raw: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:prepare");
  const decidedById = actorOf(ctx, "staff").id;
  const { id, reason } = rejectBatchInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch.status !== "PREPARED") throw new DomainError("CONFLICT", { status: batch.status });
    const released = await releaseItems(tx, id, reason);
    await tx.db.payoutBatch.update({
      where: { id },
      data: { status: "REJECTED", decidedById, decidedAt: tx.now, rejectReason: reason },
    });
    const after = { status: "REJECTED", items: released };
    await recordAudit(tx, {
      action: "payout.reject",
      subject: { type: "payoutBatch", id },
      before: { status: "PREPARED" },
      after,
      reason,
    });
    return { ok: true };
  });
}
