import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockAllotment, lockLink } from "./lock-link.ts";
import { returnVouchers } from "./point-vouchers.ts";
import { changePermission } from "./rules.ts";
import { type StopLinkInput, stopLinkInput } from "./schema.ts";

/** Ends a link for good. What was claimed stays claimed; the rest goes back to the allotment. */
export function revokeLink(ctx: Ctx, raw: StopLinkInput): Promise<{ id: string; returned: number }> {
  authorize(ctx, changePermission(ctx.actor));
  const { id, reason } = stopLinkInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const link = await lockLink(tx, id);
    if (link.status === "REVOKED") return { id, returned: 0 };
    await lockAllotment(tx, link.allotmentId);
    await tx.db.claimLink.update({ where: { id }, data: { status: "REVOKED" } });
    const returned = await returnVouchers(tx, id, reason ?? null);
    await recordAudit(tx, {
      action: "link.revoke",
      subject: { type: "link", id },
      before: { status: link.status },
      after: { status: "REVOKED", returned },
      reason,
    });
    return { id, returned };
  });
}
