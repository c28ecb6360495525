import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** What a stranger who holds an invitation may read: who invites, and real products with the price he would start at. */
export async function getInvitation(ctx: Ctx, rawCode: string) {
  authorize(ctx, "application:submit");
  const settings = await getSettings(ctx);
  const code = rawCode.trim().toUpperCase();
  const inviter =
    code === settings.inviteCode
      ? null
      : await ctx.db.distributor.findUnique({ where: { inviteCode: code }, select: { name: true, status: true } });
  if (!inviter && code !== settings.inviteCode) throw new DomainError("NOT_FOUND");
  const level =
    (settings.defaultLevelId ? await ctx.db.level.findUnique({ where: { id: settings.defaultLevelId } }) : null) ??
    (await ctx.db.level.findFirst({ orderBy: { rank: "desc" } }));
  const { operatorName, networkDepth } = settings;
  return {
    code,
    operatorName,
    networkDepth,
    inviterName: inviter?.name ?? null,
    open: inviter === null || inviter.status === "ACTIVE",
    level: level ? { id: level.id, name: level.name } : null,
    products: level ? await examples(ctx, level.id) : [],
  };
}

/** Up to six products on sale that have a price at the starting level, the best earning first. */
async function examples(ctx: Ctx, levelId: string) {
  const prices = await ctx.db.productPrice.findMany({
    where: { levelId, product: { onSale: true, OR: [{ validityKind: "DAYS_AFTER_CLAIM" }, { validUntil: { gt: ctx.now } }] } },
    select: {
      priceMinor: true,
      product: {
        select: {
          id: true,
          name: true,
          description: true,
          imageId: true,
          fulfilment: true,
          faceValueMinor: true,
          retailPriceMinor: true,
          categoryId: true,
        },
      },
    },
    take: 200,
  });
  return prices
    .map(({ product, priceMinor }) => ({ ...product, priceMinor, marginMinor: product.retailPriceMinor - priceMinor }))
    .sort((a, b) => Number(b.marginMinor - a.marginMinor))
    .slice(0, 6);
}

/** The operator's own recruitment address, for links on public pages. */
export async function getOperatorInviteCode(ctx: Ctx): Promise<string> {
  authorize(ctx, "application:submit");
  return (await getSettings(ctx)).inviteCode;
}
