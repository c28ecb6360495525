import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { type KeysetInput, type KeysetPage, keysetInput, keysetPage } from "#lib/page.ts";
import { parseDay, plusDays } from "#lib/time.ts";
import { type VoucherFilter, voucherFilter } from "./schema.ts";

const dateColumn = { created: "createdAt", claimed: "claimedAt", redeemed: "redeemedAt", expires: "expiresAt" } as const;

/** The filter on screen as a condition; lists, exports and counts all use this one. */
export function whereVoucher(input: VoucherFilter): Prisma.VoucherWhereInput {
  const { productId, batchId, distributorId, allotmentId, linkId, status, dateKind, from, to } = voucherFilter.parse(input);
  const gte = from ? (parseDay(from) ?? undefined) : undefined;
  const lastDay = to ? parseDay(to) : null;
  const lt = lastDay ? plusDays(lastDay, 1) : undefined;
  return {
    ...{ productId, batchId, allotmentId, linkId, status },
    ...(distributorId ? { allotment: { distributorId } } : {}),
    ...(gte || lt ? { [dateColumn[dateKind]]: { gte, lt } } : {}),
  };
}

export const voucherColumns = {
  id: true,
  status: true,
  createdAt: true,
  claimedAt: true,
  redeemedAt: true,
  expiresAt: true,
  product: { select: { id: true, name: true, validityKind: true, validUntil: true } },
  batch: { select: { id: true, no: true } },
  allotment: { select: { id: true, no: true, distributor: { select: { id: true, name: true } } } },
  link: { select: { id: true, no: true } },
} as const satisfies Prisma.VoucherSelect;

export type VoucherRow = Prisma.VoucherGetPayload<{ select: typeof voucherColumns }>;

/** Newest first. Never with a code: that is what reveal is for. */
export async function listVouchers(ctx: Ctx, input: VoucherFilter & KeysetInput = {}): Promise<KeysetPage<VoucherRow>> {
  authorize(ctx, "voucher:read");
  const { after, limit } = keysetInput.parse({ after: input.after, limit: input.limit });
  const rows = await ctx.db.voucher.findMany({
    where: { AND: [whereVoucher(input), after ? { id: { lt: after } } : {}] },
    select: voucherColumns,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}

/** What the list's filters offer. */
export async function listFilterChoices(ctx: Ctx) {
  authorize(ctx, "voucher:read");
  const [products, batches, distributors] = await Promise.all([
    ctx.db.product.findMany({ select: { id: true, name: true }, orderBy: { id: "desc" }, take: 200 }),
    ctx.db.batch.findMany({
      where: { importedCount: { gt: 0 } },
      select: { id: true, no: true, product: { select: { name: true } } },
      orderBy: { id: "desc" },
      take: 100,
    }),
    ctx.db.distributor.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 }),
  ]);
  return { products, batches, distributors };
}
