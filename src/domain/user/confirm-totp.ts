import { randomInt } from "node:crypto";
import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { recoveryCodeHash, spendTotp } from "./check-totp.ts";
import { endSessions } from "./end-sessions.ts";
import { recoveryCodeCount, sessionOf } from "./rules.ts";
import { confirmTotpInput } from "./schema.ts";

const confirmLimit = { points: 20, seconds: 900 };

/** Two-step sign-in begins: other sessions end, and the recovery codes are shown this once. */
export async function confirmTotp(ctx: Ctx, raw: z.input<typeof confirmTotpInput>): Promise<{ recoveryCodes: string[] }> {
  authorize(ctx, "account:manage");
  const { code } = confirmTotpInput.parse(raw);
  const id = actorId(ctx.actor);
  if (!id || ctx.actor.kind === "system") throw new DomainError("FORBIDDEN");
  await consume("confirm-totp", id, confirmLimit);
  return inTransaction(ctx, async (tx) => {
    const user = await tx.db.user.findUniqueOrThrow({ where: { id } });
    if (!user.totpSecretSealed || user.totpConfirmedAt) throw new DomainError("CONFLICT");
    if (!(await spendTotp(tx.db, { id, sealed: user.totpSecretSealed }, code, tx.now)))
      throw new DomainError("TOTP_WRONG", { fields: { code: "TOTP_WRONG" } });
    await tx.db.user.update({ where: { id }, data: { totpConfirmedAt: tx.now } });
    await endSessions(tx, id, sessionOf(ctx.actor));
    const recoveryCodes = await replaceRecoveryCodes(tx, id);
    await recordAudit(tx, { action: "user.confirmTotp", subject: { type: "user", id } });
    return { recoveryCodes };
  });
}

/** Without letters and digits that look alike. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");

/** Ten codes of 58 random bits; only their keyed hashes are kept. */
export async function replaceRecoveryCodes(tx: TxCtx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => `${group()}-${group()}-${group()}`);
  await tx.db.recoveryCode.deleteMany({ where: { userId } });
  await tx.db.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(tx.now.getTime()), userId, codeHash: recoveryCodeHash(userId, code) })),
  });
  return codes;
}
