import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { endSessions } from "./end-sessions.ts";
import { hashPassword } from "./hash-password.ts";
import { sessionOf } from "./rules.ts";
import { changePasswordInput } from "./schema.ts";

/** Every other session of the account ends; the one at hand stays. */
export async function changePassword(ctx: Ctx, raw: z.input<typeof changePasswordInput>): Promise<void> {
  authorize(ctx, "account:manage");
  const { current, password } = changePasswordInput.parse(raw);
  const { id } = await checkOwnPassword(ctx, current, "current");
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    const user = await tx.db.user.update({ where: { id }, data: { passwordHash } });
    await tx.db.passwordToken.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: tx.now } });
    await endSessions(tx, id, sessionOf(ctx.actor));
    const { email: to, locale, name } = user;
    await enqueueMessage(tx, { template: "password.changed", to, locale, params: { name }, secrets: {} });
    await recordAudit(tx, { action: "user.changePassword", subject: { type: "user", id } });
  });
}
