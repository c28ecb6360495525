import { actorOf, authorize, can } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { type ListWithdrawalsInput, listWithdrawalsInput, type WithdrawalStatus, withdrawalStatuses } from "./schema.ts";

export type WithdrawalRow = {
  id: string;
  no: number;
  distributorId: string;
  distributorName: string;
  amountMinor: bigint;
  status: WithdrawalStatus;
  requestedBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  rejectReason: string | null;
  paidAt: Date | null;
  createdAt: Date;
};

/** Whose a reader may see: staff everybody's, a distributor his own. */
function ownerOf(ctx: Ctx, asked?: string): string | undefined {
  if (can(ctx.actor, "payout:read")) return asked;
  authorize(ctx, "withdrawal:own");
  return actorOf(ctx, "distributor").distributorId;
}

/** Newest first. A distributor does not learn who decided. */
export async function listWithdrawals(ctx: Ctx, raw: ListWithdrawalsInput = {}): Promise<KeysetPage<WithdrawalRow>> {
  const { after, limit, status, q, from, to, ...asked } = listWithdrawalsInput.parse(raw);
  const distributorId = ownerOf(ctx, asked.distributorId);
  const no = /^(?:TX-?)?0*(\d{1,9})$/i.exec(q ?? "")?.[1];
  const rows = await ctx.db.withdrawal.findMany({
    where: {
      ...{ status, distributorId },
      ...(q
        ? { OR: [{ distributor: { name: { contains: q, mode: "insensitive" as const } } }, ...(no ? [{ no: Number(no) }] : [])] }
        : {}),
      ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    include: { distributor: { select: { name: true } } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  return { ...page, items: await withNames(ctx, page.items) };
}

/** One of them; somebody else's is not found. */
export async function getWithdrawal(ctx: Ctx, id: string): Promise<WithdrawalRow> {
  const distributorId = ownerOf(ctx);
  const found = isId(id)
    ? await ctx.db.withdrawal.findFirst({ where: { id, distributorId }, include: { distributor: { select: { name: true } } } })
    : null;
  if (!found) throw new DomainError("NOT_FOUND");
  const [row] = await withNames(ctx, [found]);
  return row!;
}

type Stored = Omit<WithdrawalRow, "distributorName" | "requestedBy" | "decidedBy"> & {
  distributor: { name: string };
  requestedById: string;
  decidedById: string | null;
};

async function withNames(ctx: Ctx, rows: readonly Stored[]): Promise<WithdrawalRow[]> {
  const staff = ctx.actor.kind !== "distributor";
  const ids = rows.flatMap((row) => [row.requestedById, ...(row.decidedById ? [row.decidedById] : [])]);
  const users = staff
    ? await ctx.db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
    : [];
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map(({ distributor, requestedById, decidedById, ...row }) => ({
    ...row,
    distributorName: distributor.name,
    requestedBy: nameOf(requestedById),
    decidedBy: nameOf(decidedById),
  }));
}

export type WithdrawalTotals = Record<WithdrawalStatus, { count: number; totalMinor: bigint }>;

/** How much stands in each state; `distributorId` narrows it for staff. */
export async function totalWithdrawals(ctx: Ctx, asked?: { distributorId?: string }): Promise<WithdrawalTotals> {
  const distributorId = ownerOf(ctx, asked?.distributorId);
  const groups = await ctx.db.withdrawal.groupBy({
    by: ["status"],
    where: { distributorId },
    _count: true,
    _sum: { amountMinor: true },
  });
  const of = (status: WithdrawalStatus) => {
    const group = groups.find((one) => one.status === status);
    return { count: group?._count ?? 0, totalMinor: group?._sum.amountMinor ?? 0n };
  };
  return Object.fromEntries(withdrawalStatuses.map((status) => [status, of(status)])) as WithdrawalTotals;
}
