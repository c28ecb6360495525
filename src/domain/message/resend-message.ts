import { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

export const resendMessageInput = z.object({ id: z.uuid() });

/** A failed message is tried again from the start; one that went out is not sent twice. */
export function resendMessage(ctx: Ctx, raw: z.input<typeof resendMessageInput>): Promise<void> {
  authorize(ctx, "message:resend");
  const { id } = resendMessageInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.message.updateMany({
      where: { id, status: "FAILED", sealedParams: { not: null } },
      data: { status: "PENDING", attempts: 0, nextAttemptAt: tx.now },
    });
    if (count === 0) {
      const found = await tx.db.message.findUnique({ where: { id }, select: { id: true } });
      throw new DomainError(found ? "CONFLICT" : "NOT_FOUND");
    }
    await recordAudit(tx, { action: "message.resend", subject: { type: "message", id } });
  });
}
