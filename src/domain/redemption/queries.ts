import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type KeysetInput, keysetInput, keysetPage } from "#lib/page.ts";
import { parseDay, plusDays } from "#lib/time.ts";
import { timesOf } from "./rules.ts";
import { type RedemptionFilter, redemptionFilter } from "./schema.ts";

const shown = {
  voucher: { select: { id: true, status: true, product: { select: { id: true, name: true, fulfilment: true } } } },
  merchant: { select: { id: true, name: true } },
} as const satisfies Prisma.RedemptionInclude;

function whereOf({ now }: Pick<Ctx, "now">, input: RedemptionFilter): Prisma.RedemptionWhereInput {
  const { voucherId, productId, distributorId, merchantId, method, state, from, to, slot } = redemptionFilter.parse(input);
  const since = from ? parseDay(from) : null;
  const until = to ? parseDay(to) : null;
  return {
    ...(voucherId ? { voucherId } : {}),
    ...(productId ? { productId } : {}),
    ...(distributorId ? { distributorId } : {}),
    ...(merchantId ? { merchantId } : {}),
    ...(method ? { method } : {}),
    ...(state ? { reversedAt: state === "reversed" ? { not: null } : null } : {}),
    ...(since || until ? { createdAt: { ...(since ? { gte: since } : {}), ...(until ? { lt: plusDays(until, 1) } : {}) } } : {}),
    ...(slot
      ? { OR: timesOf(slot, { from: since, to: until ? plusDays(until, 1) : now }).map((createdAt) => ({ createdAt })) }
      : {}),
  };
}

export type RedemptionRow = Awaited<ReturnType<typeof listRedemptions>>["items"][number];

export async function listRedemptions(ctx: Ctx, input: RedemptionFilter & KeysetInput = {}) {
  authorize(ctx, "redemption:read");
  const { after, limit } = keysetInput.parse(input);
  return readRedemptions(ctx, input, { after, limit });
}

/** Trusted: one page, newest first. */
export async function readRedemptions(
  ctx: Pick<Ctx, "db" | "now">,
  filter: RedemptionFilter,
  { after, limit }: { after?: string; limit: number },
) {
  const rows = await ctx.db.redemption.findMany({
    where: { AND: [whereOf(ctx, filter), after ? { id: { lt: after } } : {}] },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: shown,
  });
  const { items, next } = keysetPage(rows, limit);
  return { items: await withNames(ctx, items), next };
}

/** Sellers and commissions of many redemptions, two statements in all. */
async function withNames<Row extends { id: string; distributorId: string }>(ctx: Pick<Ctx, "db">, rows: Row[]) {
  const [sellers, sums] = await Promise.all([
    ctx.db.distributor.findMany({
      where: { id: { in: [...new Set(rows.map((row) => row.distributorId))] } },
      select: { id: true, name: true },
    }),
    ctx.db.commission.groupBy({
      by: ["redemptionId"],
      where: { redemptionId: { in: rows.map((row) => row.id) } },
      _sum: { amountMinor: true },
    }),
  ]);
  const nameOf = new Map(sellers.map((seller) => [seller.id, seller.name]));
  const sumOf = new Map(sums.map((row) => [row.redemptionId, row._sum.amountMinor]));
  return rows.map((row) => ({
    ...row,
    distributorName: nameOf.get(row.distributorId) ?? "",
    commissionMinor: sumOf.get(row.id) ?? 0n,
  }));
}

/** How many there are and what they earned, over all pages. */
export async function sumRedemptions(ctx: Ctx, input: RedemptionFilter) {
  authorize(ctx, "redemption:read");
  const where = whereOf(ctx, input);
  const [all, reversed, commission] = await Promise.all([
    ctx.db.redemption.aggregate({ where, _count: true }),
    ctx.db.redemption.count({ where: { AND: [where, { reversedAt: { not: null } }] } }),
    ctx.db.commission.aggregate({ where: { redemption: where, status: { not: "REVERSED" } }, _sum: { amountMinor: true } }),
  ]);
  return { count: all._count, reversed, commissionMinor: commission._sum.amountMinor ?? 0n };
}

export type RedemptionDetail = Awaited<ReturnType<typeof getRedemption>>;

export async function getRedemption(ctx: Ctx, id: string) {
  authorize(ctx, "redemption:read");
  const row = await ctx.db.redemption.findUnique({
    where: { id },
    include: {
      ...shown,
      commissions: { orderBy: { depth: "asc" }, include: { distributor: { select: { id: true, name: true } } } },
    },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  const [seller, person, by] = await Promise.all([
    ctx.db.distributor.findUnique({ where: { id: row.distributorId }, select: { id: true, name: true } }),
    row.personId ? ctx.db.person.findUnique({ where: { id: row.personId }, select: { phoneMasked: true } }) : null,
    ctx.db.user.findMany({
      where: { id: { in: [row.actorId, row.reversedById].filter((one): one is string => one !== null && isUuid(one)) } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = new Map(by.map((user) => [user.id, user.name]));
  return {
    ...row,
    distributor: seller,
    phoneMasked: person?.phoneMasked ?? null,
    byName: row.actorId ? (nameOf.get(row.actorId) ?? null) : null,
    reversedByName: row.reversedById ? (nameOf.get(row.reversedById) ?? row.reversedById) : null,
    /** What of it stands on statements: reversed by staff, it becomes a debt. */
    settledMinor: row.commissions
      .filter((commission) => commission.status === "PAYABLE" || commission.status === "PAID")
      .reduce((sum, commission) => sum + commission.amountMinor, 0n),
  };
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
