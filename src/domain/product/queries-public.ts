import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";

/** What anybody may know of a product. Cost, floor and purchase prices never leave through here. */
export const publicProductSelect = {
  id: true,
  name: true,
  description: true,
  usageRules: true,
  currency: true,
  faceValueMinor: true,
  retailPriceMinor: true,
  fulfilment: true,
  validityKind: true,
  validUntil: true,
  validDays: true,
  perPersonLimit: true,
  imageId: true,
  category: { select: { name: true } },
} as const satisfies Prisma.ProductSelect;

export type PublicProduct = Prisma.ProductGetPayload<{ select: typeof publicProductSelect }>;

/** On or off sale: what a link or a claimed voucher is for. */
export function findPublicProduct(ctx: Pick<Ctx, "db">, id: string): Promise<PublicProduct | null> {
  return ctx.db.product.findUnique({ where: { id }, select: publicProductSelect });
}

/** Products on sale, for marketing and recruitment pages. */
export function listPublicProducts(ctx: Pick<Ctx, "db" | "now">, limit = 6): Promise<PublicProduct[]> {
  return ctx.db.product.findMany({
    where: { onSale: true, OR: [{ validityKind: "DAYS_AFTER_CLAIM" }, { validUntil: { gt: ctx.now } }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: Math.min(limit, 50),
    select: publicProductSelect,
  });
}
