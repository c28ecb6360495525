import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockDispute } from "./lock-dispute.ts";
import { disputeNo, withdrawDisputeInput } from "./schema.ts";

/** The distributor takes his own dispute back: the line goes on his next statement as it is. */
export function withdrawDispute(ctx: Ctx, input: { disputeId: string }): Promise<{ ok: true }> {
  authorize(ctx, "dispute:own");
  const { id: decidedById } = actorOf(ctx, "distributor");
  const { disputeId } = withdrawDisputeInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { no } = await lockDispute(tx, disputeId);
    await tx.db.dispute.update({
      where: { id: disputeId },
      data: { status: "WITHDRAWN", decidedById, decidedAt: tx.now },
    });
    await recordAudit(tx, {
      action: "dispute.withdraw",
      subject: { type: "dispute", id: disputeId },
      before: { status: "OPEN" },
      after: { status: "WITHDRAWN", no: disputeNo(no) },
    });
    return { ok: true };
  });
}
