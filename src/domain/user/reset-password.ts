import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { endSessions } from "./end-sessions.ts";
import { hashPassword } from "./hash-password.ts";
import { passwordTokenHash } from "./issue-password-link.ts";
import { actorOfUser } from "./rules.ts";
import { resetPasswordInput } from "./schema.ts";

export const useLinkLimit = { points: 30, seconds: 900 };

/** Sets the first or a new password with a mailed link, once: the guarded update decides between two who hold the same link. */
export async function resetPassword(ctx: Ctx, raw: z.input<typeof resetPasswordInput>): Promise<void> {
  authorize(ctx, "account:recover");
  const { token, password } = resetPasswordInput.parse(raw);
  await consume("reset-use", ctx.actor.ip ?? null, useLinkLimit);
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    const [spent] = await tx.db.passwordToken.updateManyAndReturn({
      where: { tokenHash: passwordTokenHash(token), usedAt: null, expiresAt: { gt: tx.now }, user: { disabledAt: null } },
      data: { usedAt: tx.now },
      include: { user: true },
    });
    if (!spent) throw new DomainError("EXPIRED");
    const { user } = spent;
    await tx.db.user.update({ where: { id: user.id }, data: { passwordHash } });
    await endSessions(tx, user.id);
    if (user.passwordHash) {
      const { email: to, locale, name } = user;
      await enqueueMessage(tx, { template: "password.changed", to, locale, params: { name }, secrets: {} });
    }
    const { ip, userAgent } = ctx.actor;
    await recordAudit(
      { ...tx, actor: actorOfUser(user, { ip, userAgent }) },
      { action: "user.resetPassword", subject: { type: "user", id: user.id } },
    );
  });
}
