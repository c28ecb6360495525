import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { atLeast } from "#lib/even-time.ts";
import { consume } from "#lib/rate-limit.ts";
import { issuePasswordLink } from "./issue-password-link.ts";
import { resetLife } from "./rules.ts";
import { requestResetInput } from "./schema.ts";

export const resetLimits = { address: { points: 20, seconds: 3600 }, account: { points: 5, seconds: 3600 } };

/** Answers the same whether there is such an account or not; who asks too often learns only that. */
export async function requestPasswordReset(ctx: Ctx, raw: z.input<typeof requestResetInput>): Promise<void> {
  authorize(ctx, "account:recover");
  const { email } = requestResetInput.parse(raw);
  await consume("reset-address", ctx.actor.ip ?? null, resetLimits.address);
  await consume("reset-account", email, resetLimits.account);
  await atLeast(250, () => sendLink(ctx, email));
}

function sendLink(ctx: Ctx, email: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await tx.db.user.findFirst({ where: { email, disabledAt: null } });
    if (!user) return;
    const link = await issuePasswordLink(tx, user.id, resetLife);
    const { locale, name } = user;
    await enqueueMessage(tx, { template: "password.reset", to: email, locale, params: { name }, secrets: { link } });
    await recordAudit(tx, { action: "user.requestReset", subject: { type: "user", id: user.id } });
  });
}
