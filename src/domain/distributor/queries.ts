import { actorOf, authorize } from "#domain/access/rules.ts";
import { type Balances, getBalances } from "#domain/ledger/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { NumberedPage } from "#lib/page.ts";
import { type ListDistributorsInput, listDistributorsInput } from "./schema.ts";

export type DistributorRow = {
  id: string;
  no: number;
  name: string;
  phone: string;
  region: string;
  status: "ACTIVE" | "FROZEN";
  levelName: string;
  uplineId: string | null;
  uplineName: string | null;
  createdAt: Date;
  balanceMinor: bigint;
  salesMinor: bigint;
  downline: number;
};

type Filter = ReturnType<typeof listDistributorsInput.parse>;

/** Bought minus taken back: what he has spent with the operator. */
const salesOf = Prisma.sql`(
  coalesce((SELECT sum(a.total_minor) FROM allotment a WHERE a.distributor_id = d.id), 0)
  - coalesce((SELECT sum(r.refund_minor) FROM allotment a JOIN recall r ON r.allotment_id = a.id WHERE a.distributor_id = d.id), 0))::bigint`;
const balanceOf = Prisma.sql`coalesce((
  SELECT b.balance_minor FROM ledger_account la JOIN ledger_balance b ON b.account_id = la.id
  WHERE la.owner_id = d.id AND la.kind = 'PREPAID' AND la.currency = 'CNY'), 0)`;
const downlineOf = Prisma.sql`(SELECT count(*)::int FROM distributor c WHERE c.upline_id = d.id)`;

const sortBy = {
  created: Prisma.sql`d.no`,
  name: Prisma.sql`d.name`,
  balance: balanceOf,
  sales: salesOf,
  downline: downlineOf,
};

function conditions(filter: Filter): Prisma.Sql {
  const list = [Prisma.sql`true`];
  if (filter.levelId) list.push(Prisma.sql`d.level_id = ${filter.levelId}::uuid`);
  if (filter.status) list.push(Prisma.sql`d.status = ${filter.status}::"DistributorStatus"`);
  if (filter.region) list.push(Prisma.sql`d.region = ${filter.region}`);
  if (filter.uplineId === "none") list.push(Prisma.sql`d.upline_id IS NULL`);
  else if (filter.uplineId) list.push(Prisma.sql`d.upline_id = ${filter.uplineId}::uuid`);
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    list.push(Prisma.sql`(d.name ILIKE ${like} OR d.email ILIKE ${like} OR d.phone LIKE ${like} OR d.invite_code = ${filter.q.toUpperCase()}
      OR d.no::text = ${filter.q})`);
  }
  return Prisma.join(list, " AND ");
}

/** The page's rows are chosen first; their figures are then computed for these rows only (all rows when sorting by a figure). */
export async function listDistributors(ctx: Ctx, raw: ListDistributorsInput): Promise<NumberedPage<DistributorRow>> {
  authorize(ctx, "distributor:read");
  const filter = listDistributorsInput.parse(raw);
  const { page, pageSize } = filter;
  const where = conditions(filter);
  const order = filter.dir === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [items, [count]] = await Promise.all([
    ctx.db.$queryRaw<DistributorRow[]>`
      WITH chosen AS (
        SELECT d.id, row_number() OVER (ORDER BY ${sortBy[filter.sort]} ${order}, d.no DESC) AS place FROM distributor d WHERE ${where}
        ORDER BY place LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize})
      SELECT d.id::text, d.no, d.name, d.phone, d.region, d.status::text, l.name AS "levelName", d.upline_id::text AS "uplineId",
        u.name AS "uplineName", d.created_at AS "createdAt", ${balanceOf} AS "balanceMinor", ${salesOf} AS "salesMinor", ${downlineOf} AS downline
      FROM chosen JOIN distributor d USING (id) JOIN level l ON l.id = d.level_id LEFT JOIN distributor u ON u.id = d.upline_id
      ORDER BY chosen.place`,
    ctx.db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM distributor d WHERE ${where}`,
  ]);
  return { items, total: count?.total ?? 0, page, pageSize };
}

export async function getDistributor(ctx: Ctx, id: string) {
  authorize(ctx, "distributor:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.distributor.findFirst({
    where: { id },
    include: {
      level: true,
      upline: { select: { id: true, name: true, status: true } },
      users: {
        select: { id: true, email: true, name: true, lastSignInAt: true, disabledAt: true },
        orderBy: { createdAt: "asc" },
        take: 10,
      },
      application: { select: { id: true, createdAt: true, intro: true, decidedAt: true } },
      _count: { select: { downline: true, links: true, allotments: true, topUps: true } },
    },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  return { ...found, ...(await getBalances(ctx, id)) };
}

/** To choose from in a form: number and name, at most a thousand. */
export async function listDistributorOptions(ctx: Ctx, filter: { activeOnly?: boolean } = {}) {
  authorize(ctx, "distributor:read");
  return ctx.db.distributor.findMany({
    where: filter.activeOnly ? { status: "ACTIVE" } : {},
    select: { id: true, no: true, name: true, status: true, level: { select: { name: true, rank: true } } },
    orderBy: { no: "asc" },
    take: 1000,
  });
}

/** A distributor's own profile. */
export async function getOwnProfile(ctx: Ctx) {
  authorize(ctx, "team:own");
  return ctx.db.distributor.findUniqueOrThrow({
    where: { id: actorOf(ctx, "distributor").distributorId },
    include: { level: true, upline: { select: { name: true } } },
  });
}

/** A distributor's own three balances. */
export async function getOwnBalances(ctx: Ctx): Promise<Balances> {
  authorize(ctx, "balance:own");
  return getBalances(ctx, actorOf(ctx, "distributor").distributorId);
}

/** What was done to this distributor, newest first. */
export async function listDistributorAudit(ctx: Ctx, id: string) {
  authorize(ctx, "audit:read");
  return ctx.db.auditEntry.findMany({ where: { subjectType: "distributor", subjectId: id }, orderBy: { id: "desc" }, take: 100 });
}
