import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockStaff } from "./lock-staff.ts";
import { staffMemberInput } from "./schema.ts";

export function enableStaff(ctx: Ctx, raw: z.input<typeof staffMemberInput>): Promise<void> {
  authorize(ctx, "staff:manage");
  const { id } = staffMemberInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const user = await lockStaff(tx, id);
    if (!user.disabledAt) return;
    await tx.db.user.update({ where: { id }, data: { disabledAt: null } });
    await recordAudit(tx, {
      action: "user.enable",
      subject: { type: "user", id },
      before: { disabledAt: user.disabledAt },
      after: { disabledAt: null },
    });
  });
}
