import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListAllotmentsInput, listAllotmentsInput } from "./schema.ts";

/** What a period brought: purchases made in it, less what was recalled in it, whenever that was bought. */
export type Sales = {
  purchases: number;
  boughtVouchers: number;
  boughtMinor: bigint;
  recalls: number;
  recalledVouchers: number;
  recalledMinor: bigint;
  netMinor: bigint;
};

/** Over all pages of the staff's lists of purchases and recalls, with the same filter. */
export async function sumSales(ctx: Ctx, raw: ListAllotmentsInput): Promise<Sales> {
  authorize(ctx, "distributor:read");
  const { distributorId, productId, from, to } = listAllotmentsInput.parse(raw);
  const [bought, recalled] = await Promise.all([
    ctx.db.allotment.aggregate({
      where: { distributorId, productId, createdAt: { gte: from, lt: to } },
      _count: true,
      _sum: { quantity: true, totalMinor: true },
    }),
    ctx.db.recall.aggregate({
      where: { allotment: { distributorId, productId }, createdAt: { gte: from, lt: to } },
      _count: true,
      _sum: { quantity: true, refundMinor: true },
    }),
  ]);
  const [boughtMinor, recalledMinor] = [bought._sum.totalMinor ?? 0n, recalled._sum.refundMinor ?? 0n];
  return {
    ...{ purchases: bought._count, boughtVouchers: bought._sum.quantity ?? 0, boughtMinor },
    ...{ recalls: recalled._count, recalledVouchers: recalled._sum.quantity ?? 0, recalledMinor },
    netMinor: boughtMinor - recalledMinor,
  };
}

export type RecallRow = Awaited<ReturnType<typeof listRecalls>>["items"][number];

/** Recalls by when they happened, newest first. */
export async function listRecalls(ctx: Ctx, raw: ListAllotmentsInput) {
  authorize(ctx, "distributor:read");
  const { after, limit, distributorId, productId, from, to } = listAllotmentsInput.parse(raw);
  const rows = await ctx.db.recall.findMany({
    where: {
      allotment: { distributorId, productId },
      createdAt: { gte: from, lt: to },
      ...(after ? { id: { lt: after } } : {}),
    },
    select: {
      ...{ id: true, allotmentId: true, quantity: true, refundMinor: true, reason: true, createdAt: true },
      allotment: {
        select: {
          ...{ no: true, createdAt: true },
          product: { select: { id: true, name: true } },
          distributor: { select: { id: true, name: true } },
        },
      },
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}
