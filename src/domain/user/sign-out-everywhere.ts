import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { endSessions } from "./end-sessions.ts";

/** Every session of the account, the one at hand too. */
export function signOutEverywhere(ctx: Ctx): Promise<{ ended: number }> {
  authorize(ctx, "account:manage");
  return inTransaction(ctx, async (tx) => {
    const id = actorId(tx.actor);
    if (!id || tx.actor.kind === "system") throw new DomainError("FORBIDDEN");
    const ended = await endSessions(tx, id);
    await recordAudit(tx, { action: "user.signOutEverywhere", subject: { type: "user", id }, after: { ended } });
    return { ended };
  });
}
