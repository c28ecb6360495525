import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { endSessions } from "./end-sessions.ts";
import { lockStaff, requireAnotherOwner } from "./lock-staff.ts";
import { changeRoleInput } from "./schema.ts";

/** The new role begins with a new sign-in: sessions that carry the old one end at once. */
export function changeRole(ctx: Ctx, raw: z.input<typeof changeRoleInput>): Promise<void> {
  authorize(ctx, "staff:manage");
  const { id, staffRole } = changeRoleInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await lockStaff(tx, id);
    if (user.staffRole === staffRole) return;
    if (user.staffRole === "OWNER") await requireAnotherOwner(tx, id);
    await tx.db.user.update({ where: { id }, data: { staffRole } });
    await endSessions(tx, id);
    await recordAudit(tx, {
      action: "user.changeRole",
      subject: { type: "user", id },
      before: { staffRole: user.staffRole },
      after: { staffRole },
    });
  });
}
