import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { endSessions } from "./end-sessions.ts";
import { sessionOf } from "./rules.ts";
import { passwordOnlyInput } from "./schema.ts";

/** Turns two-step sign-in off, with the password; not for staff while the operator asks them for it. */
export async function disableTotp(ctx: Ctx, raw: z.input<typeof passwordOnlyInput>): Promise<void> {
  authorize(ctx, "account:manage");
  if (ctx.actor.kind === "staff" && (await getSettings(ctx)).requireStaffTotp) throw new DomainError("FORBIDDEN");
  const { id } = await checkOwnPassword(ctx, passwordOnlyInput.parse(raw).password, "password");
  await inTransaction(ctx, async (tx) => {
    await tx.db.user.update({ where: { id }, data: { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null } });
    await tx.db.recoveryCode.deleteMany({ where: { userId: id } });
    await endSessions(tx, id, sessionOf(ctx.actor));
    await recordAudit(tx, { action: "user.disableTotp", subject: { type: "user", id } });
  });
}
