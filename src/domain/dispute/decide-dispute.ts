import { actorOf, authorize } from "#domain/access/rules.ts";
import { insertAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { addMessage } from "./add-message.ts";
import { lockDispute } from "./lock-dispute.ts";
import { mailDistributor } from "./mail-dispute.ts";
import { type DecideDisputeInput, decideDisputeInput, disputeNo } from "./schema.ts";

/**
 * Ends a dispute: the line goes on the next statement as it is. CORRECTED asks for an adjustment beside it, which another person
 * approves.
 */
export function decideDispute(ctx: Ctx, input: DecideDisputeInput): Promise<{ adjustmentId: string | null }> {
  authorize(ctx, "dispute:decide");
  const { id: decidedById } = actorOf(ctx, "staff");
  const given = decideDisputeInput.parse(input);
  const { disputeId, outcome, text } = given;
  return inTransaction(ctx, async (tx) => {
    const { no, distributorId } = await lockDispute(tx, disputeId);
    await tx.db.dispute.update({ where: { id: disputeId }, data: { status: outcome, decidedById, decidedAt: tx.now } });
    await addMessage(tx, { disputeId, text });
    const adjustment =
      given.outcome === "CORRECTED"
        ? await insertAdjustment(
            tx,
            { distributorId, sign: given.sign, amountMinor: given.amountMinor, reason: text.slice(0, 500) },
            disputeId,
          )
        : null;
    await mailDistributor(tx, disputeId, outcome);
    await recordAudit(tx, {
      action: "dispute.decide",
      subject: { type: "dispute", id: disputeId },
      before: { status: "OPEN" },
      after: { status: outcome, no: disputeNo(no), adjustmentId: adjustment?.id ?? null },
      reason: text,
    });
    return { adjustmentId: adjustment?.id ?? null };
  });
}
