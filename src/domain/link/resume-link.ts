import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockLink } from "./lock-link.ts";
import { changePermission } from "./rules.ts";
import { type LinkIdInput, linkIdInput } from "./schema.ts";

/** Opens a paused link again. What staff paused, only staff resume; a frozen distributor resumes nothing. */
export function resumeLink(ctx: Ctx, raw: LinkIdInput): Promise<{ id: string }> {
  authorize(ctx, changePermission(ctx.actor));
  const { id } = linkIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const link = await lockLink(tx, id);
    if (link.status === "REVOKED") throw new DomainError("REVOKED");
    if (link.status === "ACTIVE") return { id };
    if (tx.actor.kind === "distributor") {
      if (link.pausedByStaff) throw new DomainError("FORBIDDEN");
      const { status } = await tx.db.distributor.findUniqueOrThrow({
        where: { id: link.distributorId },
        select: { status: true },
      });
      if (status === "FROZEN") throw new DomainError("FROZEN");
    }
    const after = { status: "ACTIVE" as const, pausedByStaff: false };
    await tx.db.claimLink.update({ where: { id }, data: after });
    const before = { status: link.status, pausedByStaff: link.pausedByStaff };
    await recordAudit(tx, { action: "link.resume", subject: { type: "link", id }, before, after });
    return { id };
  });
}
