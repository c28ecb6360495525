import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { deriveToken } from "./derive-token.ts";
import { linkFigures, linkState } from "./rules.ts";
import { type FiguresInput, figuresInput, type ListLinksInput, listLinksInput } from "./schema.ts";

const shown = {
  product: { select: { id: true, name: true, fulfilment: true, imageId: true, perPersonLimit: true } },
  allotment: { select: { id: true, no: true } },
  distributor: { select: { id: true, name: true } },
} as const;
type Stored = Prisma.ClaimLinkGetPayload<{ include: typeof shown }>;

export type LinkRow = ReturnType<typeof toRow>;

/** A distributor sees his own links with their addresses; staff see everybody's, without. */
function whose(ctx: Ctx): { distributorId?: string } {
  if (ctx.actor.kind !== "distributor") {
    authorize(ctx, "link:read");
    return {};
  }
  authorize(ctx, "link:own");
  return { distributorId: actorOf(ctx, "distributor").distributorId };
}

const linkUrl = (linkId: string): string => `${env().APP_URL}/c/${deriveToken(linkId)}`;

function toRow(ctx: Ctx, link: Stored, counted: Counted | undefined) {
  const { tokenHash: _, requestKey: __, quota, ...rest } = link;
  const own = ctx.actor.kind === "distributor";
  return {
    ...rest,
    state: linkState(link, ctx.now),
    figures: linkFigures(counted ?? { quota, claimed: 0, redeemed: 0, left: 0 }),
    url: own ? linkUrl(link.id) : null,
  };
}

type Counted = { quota: number; claimed: number; redeemed: number; left: number };

/** One statement, so that the numbers fit each other also while vouchers move. */
async function countFigures(ctx: Ctx, ids: string[]): Promise<Map<string, Counted>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<({ id: string } & Counted)[]>`
    SELECT link.id::text, link.quota, v.redeemed, v.left, c.claimed
    FROM claim_link link
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE status = 'REDEEMED'))::int AS redeemed,
             (count(*) FILTER (WHERE status = 'ALLOTTED'))::int AS left
      FROM voucher WHERE link_id = link.id) v
    CROSS JOIN LATERAL (SELECT count(*)::int AS claimed FROM claim WHERE link_id = link.id) c
    WHERE link.id = ANY (${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...counted }) => [id, counted]));
}

export async function listLinks(ctx: Ctx, raw: ListLinksInput = {}): Promise<KeysetPage<LinkRow>> {
  const owner = whose(ctx);
  const { after, limit, q, state, ...filter } = listLinksInput.parse(raw);
  const links = await ctx.db.claimLink.findMany({
    where: { AND: [filter, owner, stateFilter(state, ctx.now), textFilter(q), after ? { id: { lt: after } } : {}] },
    include: shown,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(links, limit);
  const counted = await countFigures(
    ctx,
    page.items.map((link) => link.id),
  );
  return { next: page.next, items: page.items.map((link) => toRow(ctx, link, counted.get(link.id))) };
}

export async function getLink(ctx: Ctx, id: string): Promise<LinkRow> {
  const owner = whose(ctx);
  const link = isId(id) ? await ctx.db.claimLink.findFirst({ where: { AND: [{ id }, owner] }, include: shown }) : null;
  if (!link) throw new DomainError("NOT_FOUND");
  return toRow(ctx, link, (await countFigures(ctx, [id])).get(id));
}

/** What the screens ask for again every few seconds. Links that are not the asker's are left out. */
export async function listFigures(ctx: Ctx, raw: FiguresInput) {
  const owner = whose(ctx);
  const { ids } = figuresInput.parse(raw);
  const links = await ctx.db.claimLink.findMany({
    where: { AND: [{ id: { in: ids } }, owner] },
    select: { id: true, quota: true, status: true, opensAt: true, closesAt: true },
    take: ids.length,
  });
  const counted = await countFigures(
    ctx,
    links.map((link) => link.id),
  );
  return links.map((link) => ({
    id: link.id,
    state: linkState(link, ctx.now),
    ...linkFigures(counted.get(link.id) ?? { quota: link.quota, claimed: 0, redeemed: 0, left: 0 }),
  }));
}

/** The same order of reasons as linkState. */
function stateFilter(state: string | undefined, now: Date): Prisma.ClaimLinkWhereInput {
  const notEnded = { OR: [{ closesAt: null }, { closesAt: { gt: now } }] };
  if (state === "REVOKED") return { status: "REVOKED" };
  if (state === "ENDED") return { status: { not: "REVOKED" }, closesAt: { lte: now } };
  if (state === "PAUSED") return { AND: [{ status: "PAUSED" }, notEnded] };
  if (state === "NOT_OPEN_YET") return { AND: [{ status: "ACTIVE", opensAt: { gt: now } }, notEnded] };
  if (state !== "OPEN") return {};
  return { AND: [{ status: "ACTIVE" }, notEnded, { OR: [{ opensAt: null }, { opensAt: { lte: now } }] }] };
}

/** A number, or part of the note or of the product's or distributor's name. */
function textFilter(q: string | undefined): Prisma.ClaimLinkWhereInput {
  if (!q) return {};
  const contains = { contains: q, mode: "insensitive" as const };
  const no = /^#?(\d{1,9})$/.exec(q)?.[1];
  const named = [{ note: contains }, { product: { name: contains } }, { distributor: { name: contains } }];
  return { OR: no ? [...named, { no: Number(no) }] : named };
}
