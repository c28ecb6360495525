import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { actorOfUser } from "./rules.ts";

/** Signing out: whoever holds a session's cookie may end that session. */
export function endSession(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorize(ctx, "account:sign-in");
  return inTransaction(ctx, async (tx) => {
    const session = await tx.db.userSession.findFirst({ where: { id, revokedAt: null }, include: { user: true } });
    if (!session) return;
    await tx.db.userSession.update({ where: { id }, data: { revokedAt: tx.now } });
    const actor = actorOfUser(session.user, { sessionId: id, ip: session.ip, userAgent: session.userAgent });
    await recordAudit({ ...tx, actor }, { action: "user.signOut", subject: { type: "user", id: session.userId } });
  });
}
