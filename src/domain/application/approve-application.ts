import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { createDistributor } from "#domain/distributor/create-distributor.ts";
import { mayGiveLevel } from "#domain/distributor/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { createUser } from "#domain/user/create-user.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type ApproveApplicationInput, approveApplicationInput } from "./schema.ts";

/**
 * One click: the distributor, his accounts, his login and the mail to set a password, or nothing at all.
 * The operator approves anything; an upline approves who came by his own invitation, to his own level or a lower one.
 */
export function approveApplication(ctx: Ctx, raw: ApproveApplicationInput): Promise<{ id: string; distributorId: string }> {
  authorize(ctx, decidePermission(ctx));
  const own = ownInviterId(ctx);
  const input = approveApplicationInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const application = await takePending(tx, input.id, own);
    const uplineId = own ?? (input.uplineId === undefined ? application.uplineId : input.uplineId);
    const level = await levelFor(tx, input.levelId, own);
    const { name, phone, email, region, channelKind } = application;
    const made = await createDistributor(tx, { name, phone, email, region, channelKind, levelId: level.id, uplineId });
    const locale = application.locale === "en" ? "en" : "zh-CN";
    await createUser(tx, { kind: "DISTRIBUTOR", email, name, locale, distributorId: made.id });
    const decision = { status: "APPROVED" as const, decidedById: deciderId(tx), decidedAt: tx.now, distributorId: made.id };
    await tx.db.application.update({ where: { id: application.id }, data: decision });
    await recordAudit(tx, {
      action: "application.approve",
      subject: { type: "application", id: application.id },
      before: { status: "PENDING" },
      after: { status: "APPROVED", distributorId: made.id, level: level.name, uplineId },
    });
    return { id: application.id, distributorId: made.id };
  });
}

export const decidePermission = (ctx: Ctx) => (ctx.actor.kind === "distributor" ? "application:own" : "application:decide");
/** The distributor whose invitations alone may be decided; null for staff. */
export const ownInviterId = (ctx: Ctx) => (ctx.actor.kind === "distributor" ? ctx.actor.distributorId : null);
export const deciderId = (tx: TxCtx): string | null => (tx.actor.kind === "system" ? null : actorId(tx.actor));

/** Locks the application, so that of two reviewers one finds it decided: CONFLICT. */
export async function takePending(tx: TxCtx, id: string, inviterId: string | null) {
  await tx.db.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid FOR UPDATE`;
  const application = await tx.db.application.findFirst({ where: { id, ...(inviterId ? { uplineId: inviterId } : {}) } });
  if (!application) throw new DomainError("NOT_FOUND");
  if (application.status !== "PENDING") throw new DomainError("CONFLICT", { status: application.status });
  return application;
}

async function levelFor(tx: TxCtx, chosen: string | undefined, own: string | null) {
  const wanted = chosen ?? (await getSettings(tx)).defaultLevelId;
  const level =
    (wanted ? await tx.db.level.findUnique({ where: { id: wanted } }) : null) ??
    (chosen ? null : await tx.db.level.findFirst({ orderBy: { rank: "desc" } }));
  if (!level) throw new DomainError("INVALID_INPUT", { fields: { levelId: "form.choose" } });
  if (!own) return level;
  const { level: ownLevel } = await tx.db.distributor.findUniqueOrThrow({ where: { id: own }, include: { level: true } });
  if (mayGiveLevel(ownLevel.rank, level.rank)) return level;
  if (chosen) throw new DomainError("FORBIDDEN", { fields: { levelId: "FORBIDDEN" } });
  return ownLevel;
}
