import { Secret as OtpSecret, TOTP } from "otpauth";
import { keyedHash, seal, unseal } from "#lib/crypto.ts";
import type { Db, Tx } from "#lib/db.ts";
import { looksLikeTotp, normalRecoveryCode } from "./rules.ts";

/** One step before and after is accepted: phones' clocks drift. */
const window = 1;

export function totpOf(base32: string, label = "", issuer = ""): TOTP {
  return new TOTP({ secret: OtpSecret.fromBase32(base32), label, issuer, algorithm: "SHA1", digits: 6, period: 30 });
}

export const newTotpSecret = (): string => new OtpSecret({ size: 20 }).base32;
export const sealTotp = (userId: string, base32: string) => new Uint8Array(seal("totp", base32, userId));
export const unsealTotp = (userId: string, sealed: Uint8Array): string => unseal("totp", sealed, userId);

/** The step a code belongs to, or null when it is wrong. */
export function totpStep(base32: string, code: string, now: Date): bigint | null {
  const totp = totpOf(base32);
  const delta = totp.validate({ token: code.replaceAll(/\s/g, ""), window, timestamp: now.getTime() });
  return delta === null ? null : BigInt(totp.counter({ timestamp: now.getTime() }) + delta);
}

/** True once per step: the guarded update refuses a code that was already used, also by two requests at once. */
export async function spendTotp(
  db: Db | Tx,
  user: { id: string; sealed: Uint8Array },
  code: string,
  now: Date,
): Promise<boolean> {
  const step = totpStep(unsealTotp(user.id, user.sealed), code, now);
  if (step === null) return false;
  const { count } = await db.user.updateMany({
    where: { id: user.id, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1;
}

export const recoveryCodeHash = (userId: string, code: string) =>
  new Uint8Array(keyedHash("recovery-code", `${userId}:${normalRecoveryCode(code)}`));

export async function spendRecoveryCode(db: Db | Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await db.recoveryCode.updateMany({
    where: { userId, codeHash: recoveryCodeHash(userId, code), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

type WithTotp = { id: string; totpSecretSealed: Uint8Array | null };

/** The second factor: a code of the app or a recovery code, each good once. */
export function spendSecondFactor(db: Db | Tx, user: WithTotp, code: string, now: Date): Promise<boolean> {
  if (!looksLikeTotp(code)) return spendRecoveryCode(db, user.id, code, now);
  if (!user.totpSecretSealed) return Promise.resolve(false);
  return spendTotp(db, { id: user.id, sealed: user.totpSecretSealed }, code, now);
}
