import type { TxCtx } from "#lib/context.ts";

/** Ends a user's sessions at once, all but `except`. Part of every change of role, password or access. */
export async function endSessions(tx: TxCtx, userId: string, except?: string): Promise<number> {
  const { count } = await tx.db.userSession.updateMany({
    where: { userId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: tx.now },
  });
  return count;
}
