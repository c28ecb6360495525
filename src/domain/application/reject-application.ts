import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { decidePermission, deciderId, ownInviterId, takePending } from "./approve-application.ts";
import { type RejectApplicationInput, rejectApplicationInput } from "./schema.ts";

/** The reason is mailed to the applicant and stands on his status page. He may apply again. */
export function rejectApplication(ctx: Ctx, raw: RejectApplicationInput): Promise<{ id: string }> {
  authorize(ctx, decidePermission(ctx));
  const { id, reason } = rejectApplicationInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const application = await takePending(tx, id, ownInviterId(ctx));
    const decision = { status: "REJECTED" as const, rejectReason: reason, decidedById: deciderId(tx), decidedAt: tx.now };
    await tx.db.application.update({ where: { id }, data: decision });
    await enqueueMessage(tx, {
      template: "application.rejected",
      to: application.email,
      locale: application.locale,
      params: { name: application.name, reason },
      secrets: {},
      dedupeKey: `application.rejected:${id}`,
    });
    await recordAudit(tx, {
      action: "application.reject",
      subject: { type: "application", id },
      before: { status: "PENDING" },
      after: { status: "REJECTED" },
      reason,
    });
    return { id };
  });
}
