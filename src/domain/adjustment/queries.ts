import { authorize, can } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { type AdjustmentFilter, type AdjustmentStatus, adjustmentFilter } from "./schema.ts";

export type AdjustmentRow = {
  id: string;
  no: number;
  amountMinor: bigint;
  reason: string;
  status: AdjustmentStatus;
  distributorId: string;
  distributorName: string;
  statementId: string | null;
  statementNo: number | null;
  disputeId: string | null;
  disputeNo: number | null;
  requestedById: string;
  requestedByName: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  rejectReason: string | null;
  createdAt: Date;
};

const shown = {
  distributor: { select: { id: true, name: true } },
  statement: { select: { no: true } },
  dispute: { select: { no: true } },
} as const satisfies Prisma.AdjustmentInclude;

/** Newest first. Staff see all; a distributor its own that took effect. */
export async function listAdjustments(ctx: Ctx, input: AdjustmentFilter = {}): Promise<KeysetPage<AdjustmentRow>> {
  const { after, limit, ...filter } = adjustmentFilter.parse(input);
  const rows = await ctx.db.adjustment.findMany({
    where: { AND: [whereOf(ctx, filter), after ? { id: { lt: after } } : {}] },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: shown,
  });
  const { items, next } = keysetPage(rows, limit);
  const names = can(ctx.actor, "settlement:read") ? await namesOf(ctx, items) : new Map<string, string>();
  return {
    next,
    items: items.map(({ distributor, statement, dispute, decidedById, ...row }) => ({
      ...row,
      ...{ distributorName: distributor.name, statementNo: statement?.no ?? null, disputeNo: dispute?.no ?? null },
      requestedByName: names.get(row.requestedById) ?? null,
      decidedByName: (decidedById && names.get(decidedById)) || null,
    })),
  };
}

function whereOf(ctx: Ctx, filter: Omit<AdjustmentFilter, "after" | "limit">): Prisma.AdjustmentWhereInput {
  if (ctx.actor.kind === "distributor") {
    authorize(ctx, "statement:own");
    return { distributorId: ctx.actor.distributorId, status: "APPROVED" };
  }
  authorize(ctx, "settlement:read");
  const { status, distributorId, q } = filter;
  const no = Number(/^(?:TZ-?)?0*(\d{1,9})$/i.exec(q ?? "")?.[1] ?? -1);
  return {
    ...(status ? { status } : {}),
    ...(distributorId ? { distributorId } : {}),
    ...(q ? { OR: [{ no }, { distributor: { name: { contains: q, mode: "insensitive" } } }, { reason: { contains: q } }] } : {}),
  };
}

async function namesOf(ctx: Pick<Ctx, "db">, rows: { requestedById: string; decidedById: string | null }[]) {
  const ids = rows.flatMap((row) => [row.requestedById, row.decidedById]).filter((id) => id !== null);
  const people = await ctx.db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(people.map((one) => [one.id, one.name]));
}

/** How many wait for a second person. */
export function countRequested(ctx: Ctx): Promise<number> {
  authorize(ctx, "adjustment:approve");
  return ctx.db.adjustment.count({ where: { status: "REQUESTED" } });
}
