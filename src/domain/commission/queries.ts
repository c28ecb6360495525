import { actorOf, authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { CommissionBase, CommissionKind } from "./rules.ts";
import { type CommissionFilter, type CommissionStatus, commissionFilter, commissionStatuses } from "./schema.ts";

export type CommissionRow = {
  id: string;
  status: CommissionStatus;
  depth: number;
  base: CommissionBase;
  kind: CommissionKind;
  value: bigint;
  baseMinor: bigint;
  amountMinor: bigint;
  dueAt: Date;
  createdAt: Date;
  resolvedAt: Date | null;
  distributorId: string;
  distributorName: string;
  sellerId: string;
  sellerName: string;
  ruleId: string;
  ruleName: string;
  redemptionId: string;
  redeemedAt: Date;
  voucherId: string;
  productId: string;
  productName: string;
  statementId: string | null;
  statementNo: number | null;
  paidAt: Date | null;
  /** Its open dispute, which holds it back from settlement. */
  disputeId: string | null;
  disputeNo: number | null;
  /** Its redemption was reversed after it was settled: later statements repay it. */
  clawedBack: boolean;
};

/** Commissions of everybody, newest first. */
export function listCommissions(ctx: Ctx, filter: CommissionFilter = {}): Promise<KeysetPage<CommissionRow>> {
  authorize(ctx, "commission:read");
  return page(ctx, filter, Prisma.empty);
}

/** My own, whatever distributor the filter names. */
export function listOwnCommissions(ctx: Ctx, filter: CommissionFilter = {}): Promise<KeysetPage<CommissionRow>> {
  authorize(ctx, "commission:own");
  const { distributorId } = actorOf(ctx, "distributor");
  return page(ctx, { ...filter, distributorId: undefined }, Prisma.sql`AND c.distributor_id = ${distributorId}::uuid`);
}

export type StatusTotal = { count: number; totalMinor: bigint };
export type Totals = Record<CommissionStatus, StatusTotal>;

/** How much stands in each status, for the filter without its status. */
export function totalCommissions(ctx: Ctx, filter: CommissionFilter = {}): Promise<Totals> {
  authorize(ctx, "commission:read");
  return totals(ctx, filter, Prisma.empty);
}

export function totalOwnCommissions(ctx: Ctx, filter: CommissionFilter = {}): Promise<Totals> {
  authorize(ctx, "commission:own");
  const { distributorId } = actorOf(ctx, "distributor");
  return totals(ctx, { ...filter, distributorId: undefined }, Prisma.sql`AND c.distributor_id = ${distributorId}::uuid`);
}

async function page(ctx: Ctx, input: CommissionFilter, scope: Prisma.Sql): Promise<KeysetPage<CommissionRow>> {
  const filter = commissionFilter.parse(input);
  const rows = await ctx.db.$queryRaw<CommissionRow[]>`
    SELECT c.id::text AS id, c.status::text AS status, c.depth, rule.base::text AS base, c.kind::text AS kind, c.value,
      c.base_minor AS "baseMinor", c.amount_minor AS "amountMinor", c.due_at AS "dueAt", c.created_at AS "createdAt",
      c.resolved_at AS "resolvedAt", d.id::text AS "distributorId", d.name AS "distributorName", seller.id::text AS "sellerId",
      seller.name AS "sellerName", rule.id::text AS "ruleId", rule.name AS "ruleName", r.id::text AS "redemptionId",
      r.created_at AS "redeemedAt", r.voucher_id::text AS "voucherId", p.id::text AS "productId", p.name AS "productName",
      s.id::text AS "statementId", s.no AS "statementNo", s.paid_at AS "paidAt", x.id::text AS "disputeId", x.no AS "disputeNo",
      EXISTS (SELECT 1 FROM clawback k WHERE k.commission_id = c.id) AS "clawedBack"
    FROM commission c JOIN redemption r ON r.id = c.redemption_id JOIN commission_rule rule ON rule.id = c.rule_id
    JOIN distributor d ON d.id = c.distributor_id JOIN distributor seller ON seller.id = r.distributor_id
    JOIN product p ON p.id = r.product_id LEFT JOIN statement s ON s.id = c.statement_id
    LEFT JOIN dispute x ON x.commission_id = c.id AND x.status = 'OPEN'
    WHERE ${conditions(filter, scope)}
      ${filter.status ? Prisma.sql`AND c.status = ${filter.status}::"CommissionStatus"` : Prisma.empty}
      ${filter.after ? Prisma.sql`AND c.id < ${filter.after}::uuid` : Prisma.empty}
    ORDER BY c.id DESC LIMIT ${filter.limit + 1}`;
  return keysetPage(rows, filter.limit);
}

async function totals(ctx: Ctx, input: CommissionFilter, scope: Prisma.Sql): Promise<Totals> {
  const rows = await ctx.db.$queryRaw<{ status: CommissionStatus; count: number; totalMinor: bigint }[]>`
    SELECT c.status::text AS status, count(*)::int AS count, sum(c.amount_minor)::bigint AS "totalMinor"
    FROM commission c JOIN redemption r ON r.id = c.redemption_id JOIN distributor d ON d.id = c.distributor_id
    JOIN product p ON p.id = r.product_id
    WHERE ${conditions(commissionFilter.parse(input), scope)} GROUP BY 1`;
  const none = { count: 0, totalMinor: 0n };
  return Object.fromEntries(
    commissionStatuses.map((status) => {
      const found = rows.find((row) => row.status === status);
      return [status, found ? { count: found.count, totalMinor: found.totalMinor } : none];
    }),
  ) as Totals;
}

/** `scope` is whose rows may be seen at all; the rest is what the person asked for. Search is by distributor, product or voucher id. */
function conditions(filter: ReturnType<typeof commissionFilter.parse>, scope: Prisma.Sql): Prisma.Sql {
  const parts = [Prisma.sql`TRUE ${scope}`];
  const { productId, distributorId, redemptionId, ruleId, depth, q, from, to } = filter;
  if (productId) parts.push(Prisma.sql`r.product_id = ${productId}::uuid`);
  if (distributorId) parts.push(Prisma.sql`c.distributor_id = ${distributorId}::uuid`);
  if (redemptionId) parts.push(Prisma.sql`c.redemption_id = ${redemptionId}::uuid`);
  if (ruleId) parts.push(Prisma.sql`c.rule_id = ${ruleId}::uuid`);
  if (depth) parts.push(Prisma.sql`c.depth = ${depth}::int`);
  if (from) parts.push(Prisma.sql`c.created_at >= ${from}`);
  if (to) parts.push(Prisma.sql`c.created_at < ${to}`);
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    parts.push(Prisma.sql`(d.name ILIKE ${like} OR p.name ILIKE ${like} OR r.voucher_id::text ILIKE ${like})`);
  }
  return Prisma.join(parts, " AND ");
}

/** The products I have earned from, for a filter. */
export async function ownCommissionProducts(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "commission:own");
  const { distributorId } = actorOf(ctx, "distributor");
  return ctx.db.$queryRaw`
    SELECT p.id::text AS id, p.name FROM product p WHERE p.id IN (
      SELECT r.product_id FROM commission c JOIN redemption r ON r.id = c.redemption_id WHERE c.distributor_id = ${distributorId}::uuid)
    ORDER BY p.name LIMIT 200`;
}
