import { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

export const revokeSessionInput = z.object({ id: z.uuid() });

/** Ends one of one's own sessions. */
export function revokeSession(ctx: Ctx, raw: z.input<typeof revokeSessionInput>): Promise<void> {
  authorize(ctx, "account:manage");
  const { id } = revokeSessionInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const userId = actorId(tx.actor) ?? "";
    const where = { id, userId, revokedAt: null };
    const { count } = await tx.db.userSession.updateMany({ where, data: { revokedAt: tx.now } });
    if (count === 0) throw new DomainError("NOT_FOUND");
    await recordAudit(tx, { action: "user.revokeSession", subject: { type: "user", id: userId }, after: { session: id } });
  });
}
