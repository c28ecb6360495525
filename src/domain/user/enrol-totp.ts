import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newTotpSecret, sealTotp, totpOf } from "./check-totp.ts";

/** Begins two-step sign-in: a new secret that counts only once a code of it was confirmed. Begun again, the old one is gone. */
export function enrolTotp(ctx: Ctx): Promise<{ uri: string; secret: string }> {
  authorize(ctx, "account:manage");
  return inTransaction(ctx, async (tx) => {
    const id = actorId(tx.actor);
    if (!id || tx.actor.kind === "system") throw new DomainError("FORBIDDEN");
    const secret = newTotpSecret();
    const { count } = await tx.db.user.updateMany({
      where: { id, totpConfirmedAt: null },
      data: { totpSecretSealed: sealTotp(id, secret), totpLastStep: null },
    });
    if (count === 0) throw new DomainError("CONFLICT");
    const { email } = await tx.db.user.findUniqueOrThrow({ where: { id }, select: { email: true } });
    const { operatorName } = await getSettings(tx);
    await recordAudit(tx, { action: "user.enrolTotp", subject: { type: "user", id } });
    return { uri: totpOf(secret, email, operatorName).toString(), secret };
  });
}
