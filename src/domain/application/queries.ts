import { actorOf, authorize } from "#domain/access/rules.ts";
import { mayGiveLevel } from "#domain/distributor/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListApplicationsInput, listApplicationsInput } from "./schema.ts";

const shown = {
  upline: { select: { id: true, name: true, status: true } },
  distributor: { select: { id: true, no: true } },
} satisfies Prisma.ApplicationInclude;

/** Newest first. The status token's hash and the address it came from never leave. */
export async function listApplications(ctx: Ctx, raw: ListApplicationsInput) {
  authorize(ctx, "distributor:read");
  const { after, limit, q, status, region, channelKind, uplineId } = listApplicationsInput.parse(raw);
  const like = { contains: q, mode: "insensitive" as const };
  const rows = await ctx.db.application.findMany({
    where: {
      status,
      region,
      channelKind,
      ...(uplineId ? { uplineId: uplineId === "none" ? null : uplineId } : {}),
      ...(q ? { OR: [{ name: like }, { email: like }, { phone: { contains: q } }] } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    include: shown,
    omit: { statusTokenHash: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}

export async function countApplications(ctx: Ctx): Promise<Record<"PENDING" | "APPROVED" | "REJECTED", number>> {
  authorize(ctx, "distributor:read");
  const groups = await ctx.db.application.groupBy({ by: ["status"], _count: true });
  const of = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;
  return { PENDING: of("PENDING"), APPROVED: of("APPROVED"), REJECTED: of("REJECTED") };
}

export async function getApplication(ctx: Ctx, id: string) {
  authorize(ctx, "distributor:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.application.findUnique({ where: { id }, include: shown, omit: { statusTokenHash: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  const decider = found.decidedById
    ? await ctx.db.user.findUnique({ where: { id: found.decidedById }, select: { name: true } })
    : null;
  return { ...found, deciderName: decider?.name ?? null };
}

/** The acting distributor's own invitees, those waiting first, and the levels he may give. */
export async function listOwnInvitees(ctx: Ctx) {
  authorize(ctx, "application:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const [items, levels, own, settings] = await Promise.all([
    ctx.db.application.findMany({
      where: { uplineId: distributorId },
      omit: { statusTokenHash: true, ip: true },
      include: { distributor: { select: { id: true } } },
      orderBy: [{ status: "asc" }, { id: "desc" }],
      take: 100,
    }),
    ctx.db.level.findMany({ orderBy: { rank: "asc" } }),
    ctx.db.distributor.findUniqueOrThrow({ where: { id: distributorId }, include: { level: true } }),
    getSettings(ctx),
  ]);
  const givable = levels.filter((level) => mayGiveLevel(own.level.rank, level.rank));
  const usual = givable.find((level) => level.id === settings.defaultLevelId) ?? givable.at(-1);
  return { items, levels: givable, defaultLevelId: usual?.id ?? null };
}

/** What the applicant sees on his own page. Knowing the token is the permission; a wrong one is NOT_FOUND. */
export async function getApplicationStatus(ctx: Ctx, token: string) {
  authorize(ctx, "application:submit");
  if (!/^[\w-]{20,64}$/.test(token)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.application.findUnique({
    where: { statusTokenHash: new Uint8Array(tokenHash(token)) },
    select: {
      name: true,
      email: true,
      status: true,
      createdAt: true,
      decidedAt: true,
      rejectReason: true,
      upline: { select: { name: true, inviteCode: true } },
    },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  const { operatorName, inviteCode } = await getSettings(ctx);
  return { ...found, operatorName, invitedBy: found.upline?.name ?? null, code: found.upline?.inviteCode ?? inviteCode };
}
