import type { TxCtx } from "#lib/context.ts";
import { randomToken, tokenHash } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { newId } from "#lib/ids.ts";

export const passwordTokenHash = (token: string) => new Uint8Array(tokenHash(token));

/** A link that sets a password once. Earlier links of the same person stop working. */
export async function issuePasswordLink(tx: TxCtx, userId: string, life: number): Promise<string> {
  const token = randomToken(32);
  await tx.db.passwordToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: tx.now } });
  await tx.db.passwordToken.create({
    data: {
      id: newId(tx.now.getTime()),
      userId,
      tokenHash: passwordTokenHash(token),
      expiresAt: new Date(tx.now.getTime() + life),
      createdAt: tx.now,
    },
  });
  return `${env().APP_URL}/reset/${token}`;
}
