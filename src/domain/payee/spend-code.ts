import { spendTotp } from "#domain/user/check-totp.ts";
import type { DistributorActor, TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** Counted before the transaction opens, so that a wrong code stays counted. */
export const codeLimit = { points: 10, seconds: 900 };

/** The step-up before money is sent elsewhere: a code of the app, good once. Who has no second factor sets it up first. */
export async function spendCode(tx: TxCtx<DistributorActor>, code: string): Promise<void> {
  const user = await tx.db.user.findUnique({
    where: { id: tx.actor.id },
    select: { id: true, totpSecretSealed: true, totpConfirmedAt: true },
  });
  if (!user?.totpSecretSealed || !user.totpConfirmedAt) throw new DomainError("TOTP_REQUIRED");
  if (!(await spendTotp(tx.db, { id: user.id, sealed: user.totpSecretSealed }, code, tx.now)))
    throw new DomainError("TOTP_WRONG", { fields: { code: "TOTP_WRONG" } });
}
