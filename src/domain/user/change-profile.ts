import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { profileInput } from "./schema.ts";

/** One's own name, and the language of mails. */
export function changeProfile(ctx: Ctx, raw: z.input<typeof profileInput>): Promise<void> {
  authorize(ctx, "account:manage");
  const input = profileInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const id = actorId(tx.actor);
    if (!id || tx.actor.kind === "system") throw new DomainError("FORBIDDEN");
    const before = await tx.db.user.findUniqueOrThrow({ where: { id }, select: { name: true, locale: true } });
    await tx.db.user.update({ where: { id }, data: input });
    await recordAudit(tx, { action: "user.changeProfile", subject: { type: "user", id }, before, after: input });
  });
}
