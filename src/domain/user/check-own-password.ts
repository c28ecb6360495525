import { authorize } from "#domain/access/rules.ts";
import { actorId, type Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { passwordMatches } from "./hash-password.ts";

export const ownPasswordLimit = { points: 10, seconds: 900 };

/** Who changes something about his account proves that it is him, not somebody at his open screen. */
export async function checkOwnPassword(ctx: Ctx, password: string, field: string): Promise<{ id: string }> {
  authorize(ctx, "account:manage");
  const id = actorId(ctx.actor);
  if (!id || ctx.actor.kind === "system") throw new DomainError("FORBIDDEN");
  await consume("own-password", id, ownPasswordLimit);
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (!(await passwordMatches(user.passwordHash, password)))
    throw new DomainError("INVALID_INPUT", { fields: { [field]: "PASSWORD_WRONG" } });
  return { id };
}
