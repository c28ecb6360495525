import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isUnder } from "./move-distributor.ts";
import { crossesLegalLine } from "./rules.ts";
import { listChildrenInput } from "./schema.ts";

export type MemberRow = {
  id: string;
  uplineId: string | null;
  no: number;
  name: string;
  status: "ACTIVE" | "FROZEN";
  levelName: string;
  directCount: number;
  salesMinor: bigint;
  redeemed: number;
  /** What the one who looks has earned from this member's redemptions; null for staff. */
  earnedMinor: bigint | null;
};

const networkLimit = 500;
export type Network = {
  members: MemberRow[];
  people: number;
  deepest: number;
  truncated: boolean;
  legalNotice: boolean;
  paidDepth: number;
};

/** The tree under `rootId`, or everybody. Up to 500 nodes, those nearest the top first; what is missing is read by listChildren. */
export async function getNetwork(ctx: Ctx, rootId?: string): Promise<Network> {
  const viewer = viewerOf(ctx);
  const root = viewer ?? rootId ?? null;
  const start = root ? Prisma.sql`id = ${root}::uuid` : Prisma.sql`upline_id IS NULL`;
  const shape = await ctx.db.$queryRaw<{ id: string; depth: number; people: number; deepest: number }[]>`
    WITH RECURSIVE tree AS (
      SELECT id, no, 0 AS depth FROM distributor WHERE ${start}
      UNION ALL
      SELECT d.id, d.no, t.depth + 1 FROM distributor d JOIN tree t ON d.upline_id = t.id WHERE t.depth < 1000
    ) SELECT id::text, depth, count(*) OVER ()::int AS people, max(depth) OVER ()::int AS deepest FROM tree ORDER BY depth, no LIMIT ${networkLimit}`;
  if (root && shape.length === 0) throw new DomainError("NOT_FOUND");
  const people = shape[0]?.people ?? 0;
  const { networkDepth: paidDepth } = await getSettings(ctx);
  const members = await readMembers(
    ctx,
    shape.map((row) => row.id),
    viewer,
  );
  return {
    members,
    people,
    deepest: (shape[0]?.deepest ?? -1) + 1,
    truncated: people > shape.length,
    paidDepth,
    legalNotice: crossesLegalLine({ paidDepth, people }),
  };
}

/** The direct downline of one node, for a branch that was not read whole. */
export async function listChildren(ctx: Ctx, raw: { parentId: string }): Promise<MemberRow[]> {
  const viewer = viewerOf(ctx);
  const { parentId } = listChildrenInput.parse(raw);
  if (viewer && !(await isUnder(ctx, parentId, viewer))) throw new DomainError("NOT_FOUND");
  const children = await ctx.db.distributor.findMany({
    where: { uplineId: parentId },
    select: { id: true },
    orderBy: { no: "asc" },
    take: networkLimit,
  });
  return readMembers(
    ctx,
    children.map((child) => child.id),
    viewer,
  );
}

/** Null for staff, who may look from any root; a distributor looks from himself. */
function viewerOf(ctx: Ctx): string | null {
  if (ctx.actor.kind === "distributor") {
    authorize(ctx, "team:own");
    return ctx.actor.distributorId;
  }
  authorize(ctx, "distributor:read");
  return null;
}

async function readMembers(ctx: Ctx, ids: string[], viewer: string | null): Promise<MemberRow[]> {
  if (ids.length === 0) return [];
  return ctx.db.$queryRaw<MemberRow[]>`
    WITH chosen AS (SELECT id::uuid, place FROM unnest(${ids}::text[]) WITH ORDINALITY AS c(id, place)),
    bought AS (
      SELECT a.distributor_id AS id, sum(a.total_minor - coalesce(r.refund, 0))::bigint AS minor FROM allotment a
      LEFT JOIN LATERAL (SELECT sum(refund_minor) AS refund FROM recall WHERE allotment_id = a.id) r ON true
      WHERE a.distributor_id IN (SELECT id FROM chosen) GROUP BY 1),
    used AS (
      SELECT distributor_id AS id, count(*)::int AS n FROM redemption
      WHERE distributor_id IN (SELECT id FROM chosen) AND reversed_at IS NULL GROUP BY 1),
    earned AS (
      SELECT r.distributor_id AS id, sum(c.amount_minor)::bigint AS minor FROM commission c JOIN redemption r ON r.id = c.redemption_id
      WHERE c.distributor_id = ${viewer}::uuid AND c.status <> 'REVERSED' GROUP BY 1),
    under AS (SELECT upline_id AS id, count(*)::int AS n FROM distributor WHERE upline_id IN (SELECT id FROM chosen) GROUP BY 1)
    SELECT d.id::text, d.upline_id::text AS "uplineId", d.no, d.name, d.status::text, l.name AS "levelName",
      coalesce(under.n, 0) AS "directCount", coalesce(bought.minor, 0) AS "salesMinor", coalesce(used.n, 0) AS redeemed,
      CASE WHEN ${viewer}::uuid IS NULL THEN NULL ELSE coalesce(earned.minor, 0) END AS "earnedMinor"
    FROM chosen JOIN distributor d ON d.id = chosen.id JOIN level l ON l.id = d.level_id
      LEFT JOIN bought ON bought.id = d.id LEFT JOIN used ON used.id = d.id LEFT JOIN earned ON earned.id = d.id LEFT JOIN under ON under.id = d.id
    ORDER BY chosen.place`;
}
