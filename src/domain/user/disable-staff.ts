import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { endSessions } from "./end-sessions.ts";
import { lockStaff, requireAnotherOwner } from "./lock-staff.ts";
import { disableStaffInput } from "./schema.ts";

/** The account stays for the audit log; its sessions and password links end at once. */
export function disableStaff(ctx: Ctx, raw: z.input<typeof disableStaffInput>): Promise<void> {
  authorize(ctx, "staff:manage");
  const { id, reason } = disableStaffInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await lockStaff(tx, id);
    if (user.disabledAt) return;
    if (user.staffRole === "OWNER") await requireAnotherOwner(tx, id);
    await tx.db.user.update({ where: { id }, data: { disabledAt: tx.now } });
    await tx.db.passwordToken.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: tx.now } });
    await endSessions(tx, id);
    await recordAudit(tx, {
      action: "user.disable",
      subject: { type: "user", id },
      before: { disabledAt: null },
      after: { disabledAt: tx.now },
      reason,
    });
  });
}
