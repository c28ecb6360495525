import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { replaceRecoveryCodes } from "./confirm-totp.ts";
import { passwordOnlyInput } from "./schema.ts";

/** Ten new codes; the old ones stop working. */
export async function renewRecoveryCodes(ctx: Ctx, raw: z.input<typeof passwordOnlyInput>): Promise<{ recoveryCodes: string[] }> {
  authorize(ctx, "account:manage");
  const { id } = await checkOwnPassword(ctx, passwordOnlyInput.parse(raw).password, "password");
  return inTransaction(ctx, async (tx) => {
    const user = await tx.db.user.findUniqueOrThrow({ where: { id }, select: { totpConfirmedAt: true } });
    if (!user.totpConfirmedAt) throw new DomainError("CONFLICT");
    const recoveryCodes = await replaceRecoveryCodes(tx, id);
    await recordAudit(tx, { action: "user.renewRecoveryCodes", subject: { type: "user", id } });
    return { recoveryCodes };
  });
}
