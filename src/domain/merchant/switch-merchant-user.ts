import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { endSessions } from "#domain/user/end-sessions.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { merchantSwitchInput } from "./schema.ts";

/** One person of a merchant: disabled at once, or let in again. */
export async function switchMerchantUser(ctx: Ctx, input: z.output<typeof merchantSwitchInput>): Promise<{ id: string }> {
  authorize(ctx, "merchant:manage");
  const { id, disabled, reason } = input;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT 1 FROM app_user WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.db.user.findFirst({ where: { id, kind: "MERCHANT" }, select: { disabledAt: true } });
    if (!before) throw new DomainError("NOT_FOUND");
    if ((before.disabledAt !== null) === disabled) return { id };
    const after = { disabledAt: disabled ? tx.now : null };
    await tx.db.user.update({ where: { id }, data: after });
    if (disabled) {
      await tx.db.passwordToken.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: tx.now } });
      await endSessions(tx, id);
    }
    const action = disabled ? "user.disable" : "user.enable";
    await recordAudit(tx, { action, subject: { type: "user", id }, before, after, reason: reason || null });
    return { id };
  });
}
