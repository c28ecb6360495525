import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type NumberedInput, type NumberedPage, numberedInput } from "#lib/page.ts";
import { isLowOnStock } from "./rules.ts";
import { maxCategories, type ProductFilter, productFilter } from "./schema.ts";

const levelPrice = {
  select: { levelId: true, priceMinor: true, level: { select: { name: true, rank: true } } },
  orderBy: { level: { rank: "asc" } },
} as const satisfies Prisma.Product$pricesArgs;

export type ProductRow = Awaited<ReturnType<typeof listProducts>>["items"][number];

const sortColumn = { name: "name", retail: "retailPriceMinor", created: "createdAt", updated: "updatedAt" } as const;

/** Newest first unless sorted; each with its prices and what is left in master stock. */
export async function listProducts(ctx: Ctx, input: ProductFilter & NumberedInput = {}) {
  authorize(ctx, "product:read");
  const {
    q,
    categoryId,
    sale,
    fulfilment,
    sort = "created",
    dir = sort === "name" ? "asc" : "desc",
  } = productFilter.parse(input);
  const { page, pageSize } = numberedInput.parse(input);
  const where: Prisma.ProductWhereInput = {
    ...(q ? { name: { contains: q, mode: "insensitive" } } : {}),
    ...(categoryId ? { categoryId } : {}),
    ...(sale ? { onSale: sale === "on" } : {}),
    ...(fulfilment ? { fulfilment } : {}),
  };
  const [total, products] = await Promise.all([
    ctx.db.product.count({ where }),
    ctx.db.product.findMany({
      where,
      orderBy: [{ [sortColumn[sort]]: dir }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      include: {
        category: { select: { id: true, name: true } },
        prices: levelPrice,
        _count: { select: { batches: { where: { importedCount: { gt: 0 } } } } },
      },
    }),
  ]);
  const stock = await stockLeft(
    ctx,
    products.map((product) => product.id),
  );
  const items = products.map(({ _count, ...product }) => {
    const inStock = stock.get(product.id) ?? 0;
    return { ...product, inStock, low: isLowOnStock({ ...product, inStock, stocked: _count.batches > 0 }) };
  });
  return { items, total, page, pageSize } satisfies NumberedPage<(typeof items)[number]>;
}

async function stockLeft(ctx: Pick<Ctx, "db">, productIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.voucher.groupBy({
    by: ["productId"],
    where: { productId: { in: productIds }, status: "IN_STOCK" },
    _count: true,
  });
  return new Map(rows.map((row) => [row.productId, row._count]));
}

export type ProductDetail = Awaited<ReturnType<typeof getProduct>>;

/** One product with a line for every level, priced or not, and where its vouchers are. */
export async function getProduct(ctx: Ctx, id: string) {
  authorize(ctx, "product:read");
  const product = await ctx.db.product.findUnique({
    where: { id },
    include: { category: { select: { id: true, name: true } }, prices: true },
  });
  if (!product) throw new DomainError("NOT_FOUND");
  const [levels, byStatus, batches, allotments, links, merchants] = await Promise.all([
    ctx.db.level.findMany({ orderBy: { rank: "asc" }, take: 50 }),
    ctx.db.voucher.groupBy({ by: ["status"], where: { productId: id }, _count: true }),
    ctx.db.batch.count({ where: { productId: id } }),
    ctx.db.allotment.count({ where: { productId: id } }),
    ctx.db.claimLink.count({ where: { productId: id } }),
    ctx.db.merchant.findMany({
      where: { products: { some: { productId: id } } },
      select: { id: true, name: true, disabledAt: true },
      orderBy: { name: "asc" },
      take: 100,
    }),
  ]);
  const priceOf = new Map(product.prices.map((price) => [price.levelId, price.priceMinor]));
  const counts = { IN_STOCK: 0, ALLOTTED: 0, CLAIMED: 0, REDEEMED: 0, EXPIRED: 0, VOIDED: 0 };
  for (const row of byStatus) counts[row.status] = row._count;
  return {
    ...product,
    prices: levels.map((level) => ({
      levelId: level.id,
      levelName: level.name,
      rank: level.rank,
      priceMinor: priceOf.get(level.id) ?? null,
    })),
    counts,
    voucherCount: Object.values(counts).reduce((sum, count) => sum + count, 0),
    batchCount: batches,
    allotmentCount: allotments,
    linkCount: links,
    merchants,
  };
}

/** What an editor must have seen before his own version may replace it. */
export async function getProductVersion(ctx: Ctx, id: string): Promise<{ updatedAt: Date }> {
  authorize(ctx, "product:manage");
  const product = await ctx.db.product.findUnique({ where: { id }, select: { updatedAt: true } });
  if (!product) throw new DomainError("NOT_FOUND");
  return product;
}

export async function listCategories(ctx: Ctx) {
  authorize(ctx, "product:read");
  const rows = await ctx.db.category.findMany({
    orderBy: [{ position: "asc" }, { name: "asc" }],
    take: maxCategories,
    include: { _count: { select: { products: true, rules: true } } },
  });
  return rows.map(({ id, name, _count }) => ({ id, name, productCount: _count.products, ruleCount: _count.rules }));
}

type ProductOption = { id: string; name: string; onSale: boolean; fulfilment: "CODE" | "STORE" };

/** For select boxes: products' names, on sale first. `fulfilment` keeps one kind: merchants are given STORE products only. */
export async function productOptions(ctx: Ctx, filter: { fulfilment?: "CODE" | "STORE" } = {}): Promise<ProductOption[]> {
  authorize(ctx, "product:read");
  return ctx.db.product.findMany({
    where: filter.fulfilment ? { fulfilment: filter.fulfilment } : {},
    orderBy: [{ onSale: "desc" }, { name: "asc" }],
    take: 500,
    select: { id: true, name: true, onSale: true, fulfilment: true },
  });
}
