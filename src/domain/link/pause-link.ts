import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockLink } from "./lock-link.ts";
import { changePermission } from "./rules.ts";
import { type StopLinkInput, stopLinkInput } from "./schema.ts";

/** Every claim that begins after the pause is refused; one that was already deciding may still get its voucher. */
export function pauseLink(ctx: Ctx, raw: StopLinkInput): Promise<{ id: string }> {
  authorize(ctx, changePermission(ctx.actor));
  const { id, reason } = stopLinkInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const link = await lockLink(tx, id);
    if (link.status === "REVOKED") throw new DomainError("REVOKED");
    const byStaff = tx.actor.kind !== "distributor";
    if (link.status === "PAUSED" && (link.pausedByStaff || !byStaff)) return { id };
    const after = { status: "PAUSED" as const, pausedByStaff: byStaff };
    await tx.db.claimLink.update({ where: { id }, data: after });
    const before = { status: link.status, pausedByStaff: link.pausedByStaff };
    await recordAudit(tx, { action: "link.pause", subject: { type: "link", id }, before, after, reason });
    return { id };
  });
}
