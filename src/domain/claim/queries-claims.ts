import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListClaimsInput, listClaimsInput } from "./schema.ts";

/** A link's claims, newest first: a distributor those of his own links, staff those of any. Phones only masked. */
export async function listClaims(ctx: Ctx, raw: ListClaimsInput) {
  const own = ctx.actor.kind === "distributor";
  authorize(ctx, own ? "link:own" : "link:read");
  const distributorId = own ? actorOf(ctx, "distributor").distributorId : undefined;
  const { linkId, after, limit } = listClaimsInput.parse(raw);
  const rows = await ctx.db.claim.findMany({
    where: { linkId, link: { distributorId }, ...(after ? { id: { lt: after } } : {}) },
    select: {
      id: true,
      slot: true,
      createdAt: true,
      person: { select: { phoneMasked: true } },
      voucher: { select: { id: true, status: true, redeemedAt: true, expiresAt: true } },
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}
