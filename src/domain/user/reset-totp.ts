import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { endSessions } from "./end-sessions.ts";
import { lockStaff } from "./lock-staff.ts";
import { disableStaffInput } from "./schema.ts";

/** For a colleague who lost phone and recovery codes: an owner takes the second factor off, with a reason. */
export function resetTotp(ctx: Ctx, raw: z.input<typeof disableStaffInput>): Promise<void> {
  authorize(ctx, "staff:manage");
  const { id, reason } = disableStaffInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await lockStaff(tx, id);
    if (!user.totpConfirmedAt) return;
    await tx.db.user.update({ where: { id }, data: { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null } });
    await tx.db.recoveryCode.deleteMany({ where: { userId: id } });
    await endSessions(tx, id);
    await recordAudit(tx, { action: "user.resetTotp", subject: { type: "user", id }, reason });
  });
}
