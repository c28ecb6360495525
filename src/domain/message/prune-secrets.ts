import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { day } from "#lib/time.ts";

const ago = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() - days * day);

/** Clears what has done its work: a secret that is gone cannot leak. In pieces, so that no statement runs long. */
export async function pruneSecrets(ctx: Ctx): Promise<{ messages: number; rows: number }> {
  authorize(ctx, "cron:run");
  const { db, now } = ctx;
  const messages = await db.$executeRaw`
    UPDATE message SET sealed_params = NULL WHERE id IN (
      SELECT id FROM message WHERE sealed_params IS NOT NULL AND status <> 'PENDING' AND created_at < ${ago(ctx, 30)} LIMIT 5000)`;
  const deleted = [
    await db.captchaUse.deleteMany({ where: { expiresAt: { lt: now } }, limit: 5000 }),
    await db.phoneCode.deleteMany({ where: { expiresAt: { lt: ago(ctx, 1) } }, limit: 5000 }),
    await db.redeemPass.deleteMany({ where: { expiresAt: { lt: ago(ctx, 1) } }, limit: 5000 }),
    await db.passwordToken.deleteMany({ where: { expiresAt: { lt: ago(ctx, 1) } }, limit: 5000 }),
    await db.userSession.deleteMany({ where: { expiresAt: { lt: ago(ctx, 90) } }, limit: 5000 }),
  ];
  return { messages, rows: deleted.reduce((sum, { count }) => sum + count, 0) };
}
