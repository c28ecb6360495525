import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { addMessage } from "./add-message.ts";
import { lockDispute } from "./lock-dispute.ts";
import { mailDistributor, mailStaff } from "./mail-dispute.ts";
import { disputeNo, type ReplyDisputeInput, replyDisputeInput } from "./schema.ts";

/** Either side writes in an open dispute; the other one gets a mail. */
export function replyDispute(ctx: Ctx, input: ReplyDisputeInput): Promise<{ ok: true }> {
  const staff = ctx.actor.kind !== "distributor";
  authorize(ctx, staff ? "dispute:decide" : "dispute:own");
  const { disputeId, text, fileId } = replyDisputeInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { no } = await lockDispute(tx, disputeId);
    await addMessage(tx, { disputeId, text, fileId });
    if (staff) await mailDistributor(tx, disputeId);
    else await mailStaff(tx, disputeId);
    await recordAudit(tx, {
      action: "dispute.reply",
      subject: { type: "dispute", id: disputeId },
      after: { no: disputeNo(no), file: Boolean(fileId) },
    });
    return { ok: true };
  });
}
