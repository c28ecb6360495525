import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { merchantSwitchInput } from "./schema.ts";

/** Disabled: its people cannot sign in and its counter redeems nothing, at once. Nothing it did before changes. */
export async function switchMerchant(ctx: Ctx, input: z.output<typeof merchantSwitchInput>): Promise<{ id: string }> {
  authorize(ctx, "merchant:manage");
  const { id, disabled, reason } = input;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT 1 FROM merchant WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.db.merchant.findUnique({ where: { id }, select: { disabledAt: true } });
    if (!before) throw new DomainError("NOT_FOUND");
    if ((before.disabledAt !== null) === disabled) return { id };
    const after = { disabledAt: disabled ? tx.now : null };
    await tx.db.merchant.update({ where: { id }, data: after });
    if (disabled)
      await tx.db.userSession.updateMany({ where: { user: { merchantId: id }, revokedAt: null }, data: { revokedAt: tx.now } });
    await recordAudit(tx, {
      action: disabled ? "merchant.disable" : "merchant.enable",
      subject: { type: "merchant", id },
      before,
      after,
      reason: reason || null,
    });
    return { id };
  });
}
