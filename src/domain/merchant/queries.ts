import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type NumberedInput, numberedInput } from "#lib/page.ts";
import { dayStart, plusDays } from "#lib/time.ts";
import { type MerchantFilter, maxMerchantUsers, merchantFilter } from "./schema.ts";

export type MerchantRow = Awaited<ReturnType<typeof listMerchants>>["items"][number];

/** With what each redeemed in the last 30 days, reversed ones left out. */
export async function listMerchants(ctx: Ctx, input: MerchantFilter & NumberedInput = {}) {
  authorize(ctx, "redemption:read");
  const { q, status } = merchantFilter.parse(input);
  const { page, pageSize } = numberedInput.parse(input);
  const where: Prisma.MerchantWhereInput = {
    ...(q ? { OR: ["name", "contact", "phone", "region"].map((key) => ({ [key]: { contains: q, mode: "insensitive" } })) } : {}),
    ...(status ? { disabledAt: status === "disabled" ? { not: null } : null } : {}),
  };
  const [total, merchants] = await Promise.all([
    ctx.db.merchant.count({ where }),
    ctx.db.merchant.findMany({
      where,
      orderBy: [{ name: "asc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      include: { _count: { select: { products: true, users: true } } },
    }),
  ]);
  const counts = await redeemedSince(
    ctx,
    merchants.map((merchant) => merchant.id),
  );
  const items = merchants.map((merchant) => ({ ...merchant, recent: counts.get(merchant.id) ?? 0 }));
  return { items, total, page, pageSize };
}

async function redeemedSince(ctx: Pick<Ctx, "db" | "now">, merchantIds: string[]): Promise<Map<string | null, number>> {
  const rows = await ctx.db.redemption.groupBy({
    by: ["merchantId"],
    where: { merchantId: { in: merchantIds }, reversedAt: null, createdAt: { gte: plusDays(dayStart(ctx.now), -29) } },
    _count: true,
  });
  return new Map(rows.map((row) => [row.merchantId, row._count]));
}

export type MerchantDetail = Awaited<ReturnType<typeof getMerchant>>;

export async function getMerchant(ctx: Ctx, id: string) {
  authorize(ctx, "redemption:read");
  const merchant = await ctx.db.merchant.findUnique({
    where: { id },
    include: {
      products: { select: { product: { select: { id: true, name: true, imageId: true, onSale: true, faceValueMinor: true } } } },
      users: {
        select: { id: true, name: true, email: true, disabledAt: true, lastSignInAt: true, passwordHash: true, createdAt: true },
        orderBy: { createdAt: "asc" },
        take: maxMerchantUsers,
      },
    },
  });
  if (!merchant) throw new DomainError("NOT_FOUND");
  const today = dayStart(ctx.now);
  const count = (since: Date | null) =>
    ctx.db.redemption.count({ where: { merchantId: id, reversedAt: null, ...(since ? { createdAt: { gte: since } } : {}) } });
  const [redeemedToday, redeemed30, redeemedAll] = await Promise.all([count(today), count(plusDays(today, -29)), count(null)]);
  const { products, users, ...facts } = merchant;
  return {
    ...facts,
    products: products.map((row) => row.product).sort((a, b) => a.name.localeCompare(b.name, "zh-CN")),
    users: users.map(({ passwordHash, ...user }) => ({ ...user, invited: passwordHash === null })),
    redeemedToday,
    redeemed30,
    redeemedAll,
  };
}

/** For select boxes of other screens. */
export async function merchantOptions(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "redemption:read");
  return ctx.db.merchant.findMany({ orderBy: { name: "asc" }, take: 500, select: { id: true, name: true } });
}
