import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListAllotmentsInput, listAllotmentsInput } from "./schema.ts";

/** Where the bought vouchers are now. bought = left + inLinks + claimed + redeemed + ended + recalled, always. */
export type Whereabouts = {
  left: number;
  inLinks: number;
  claimed: number;
  redeemed: number;
  /** Expired or voided. */
  ended: number;
  recalled: number;
};

const nowhere: Whereabouts = { left: 0, inLinks: 0, claimed: 0, redeemed: 0, ended: 0, recalled: 0 };

/** Whose allotments: a distributor's own, or for staff those of the one they name, or all. */
function ownerOf(ctx: Ctx, distributorId: string | undefined): string | undefined {
  if (ctx.actor.kind === "distributor") {
    authorize(ctx, "allotment:own");
    return ctx.actor.distributorId;
  }
  authorize(ctx, "distributor:read");
  return distributorId;
}

const shown = {
  product: { select: { id: true, name: true, imageId: true, fulfilment: true, retailPriceMinor: true, perPersonLimit: true } },
  distributor: { select: { id: true, no: true, name: true } },
};

export async function listAllotments(ctx: Ctx, raw: ListAllotmentsInput) {
  const { after, limit, productId, from, to, distributorId } = listAllotmentsInput.parse(raw);
  const owner = ownerOf(ctx, distributorId);
  const rows = await ctx.db.allotment.findMany({
    where: {
      distributorId: owner,
      productId,
      ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    include: shown,
    omit: { requestKey: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  const places = await whereabouts(
    ctx,
    page.items.map((row) => row.id),
  );
  return { ...page, items: page.items.map((row) => ({ ...row, ...(places.get(row.id) ?? nowhere) })) };
}

export async function getAllotment(ctx: Ctx, id: string) {
  const owner = ownerOf(ctx, undefined);
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.allotment.findFirst({
    where: { id, distributorId: owner },
    include: {
      ...shown,
      recalls: { orderBy: { id: "desc" }, omit: { requestKey: true }, take: 50 },
      breakages: { orderBy: { id: "desc" }, take: 50 },
    },
    omit: { requestKey: true },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  return { ...found, ...((await whereabouts(ctx, [id])).get(id) ?? nowhere) };
}

async function whereabouts(ctx: Ctx, ids: string[]): Promise<Map<string, Whereabouts>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<(Whereabouts & { id: string })[]>`
    WITH place AS (
      SELECT allotment_id AS id,
        count(*) FILTER (WHERE status = 'ALLOTTED' AND link_id IS NULL)::int AS left,
        count(*) FILTER (WHERE status = 'ALLOTTED' AND link_id IS NOT NULL)::int AS in_links,
        count(*) FILTER (WHERE status = 'CLAIMED')::int AS claimed,
        count(*) FILTER (WHERE status = 'REDEEMED')::int AS redeemed,
        count(*) FILTER (WHERE status IN ('EXPIRED', 'VOIDED'))::int AS ended
      FROM voucher WHERE allotment_id = ANY (${ids}::uuid[]) GROUP BY 1),
    back AS (SELECT allotment_id AS id, sum(quantity)::int AS n FROM recall WHERE allotment_id = ANY (${ids}::uuid[]) GROUP BY 1)
    SELECT coalesce(place.id, back.id)::text AS id, coalesce(place.left, 0) AS left, coalesce(in_links, 0) AS "inLinks", coalesce(claimed, 0) AS claimed,
      coalesce(redeemed, 0) AS redeemed, coalesce(ended, 0) AS ended, coalesce(back.n, 0) AS recalled
    FROM place FULL JOIN back ON back.id = place.id`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** The products the acting distributor has bought, to filter by. */
export async function listBoughtProducts(ctx: Ctx) {
  const owner = ownerOf(ctx, undefined);
  return ctx.db.product.findMany({
    where: { allotments: { some: { distributorId: owner } } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
}
