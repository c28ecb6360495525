import { authorize } from "#domain/access/rules.ts";
import { findLowOnStock, type LowProduct } from "#domain/product/queries-low-stock.ts";
import type { Ctx } from "#lib/context.ts";
import { type Window, windowBefore } from "./rules.ts";

export type Totals = {
  salesMinor: bigint;
  soldVouchers: number;
  claims: number;
  redemptions: number;
  /** Of the vouchers claimed in the window, how many are used by now. */
  claimedAndRedeemed: number;
  commissionBornMinor: bigint;
};

/** What happened in the window and in the one before it. Reversed redemptions do not count; recalled stock is taken off the sales. */
export async function getTotals(ctx: Ctx, window: Window): Promise<{ now: Totals; before: Totals }> {
  authorize(ctx, "report:read");
  const [now, before] = await Promise.all([totals(ctx, window), totals(ctx, windowBefore(window))]);
  return { now, before };
}

async function totals(ctx: Ctx, { from, to }: Window): Promise<Totals> {
  const [row] = await ctx.db.$queryRaw<Totals[]>`
    SELECT
      (SELECT coalesce(sum(total_minor), 0) FROM allotment WHERE created_at >= ${from} AND created_at < ${to})::bigint
        - (SELECT coalesce(sum(refund_minor), 0) FROM recall WHERE created_at >= ${from} AND created_at < ${to})::bigint AS "salesMinor",
      ((SELECT coalesce(sum(quantity), 0) FROM allotment WHERE created_at >= ${from} AND created_at < ${to})
        - (SELECT coalesce(sum(quantity), 0) FROM recall WHERE created_at >= ${from} AND created_at < ${to}))::int AS "soldVouchers",
      c.claims, c.used AS "claimedAndRedeemed",
      (SELECT count(*) FROM redemption WHERE created_at >= ${from} AND created_at < ${to} AND reversed_at IS NULL)::int AS redemptions,
      (SELECT coalesce(sum(m.amount_minor), 0) FROM commission m JOIN redemption r ON r.id = m.redemption_id
        WHERE r.created_at >= ${from} AND r.created_at < ${to} AND m.status <> 'REVERSED')::bigint AS "commissionBornMinor"
    FROM (SELECT count(*)::int AS claims, (count(*) FILTER (WHERE v.status = 'REDEEMED'))::int AS used
          FROM claim k JOIN voucher v ON v.id = k.voucher_id WHERE k.created_at >= ${from} AND k.created_at < ${to}) c`;
  return row!;
}

export type Standing = {
  frozenMinor: bigint;
  payableMinor: bigint;
  paidMinor: bigint;
  prepaidMinor: bigint;
  inStock: number;
  allotted: number;
  claimed: number;
  redeemed: number;
};

/** How things stand now, from the books and from where each voucher is. Payable counts what is on its way in payouts too. */
export async function getStanding(ctx: Ctx): Promise<Standing> {
  authorize(ctx, "report:read");
  const [row] = await ctx.db.$queryRaw<Standing[]>`
    SELECT m.*, v.* FROM (
      SELECT coalesce(sum(b.balance_minor) FILTER (WHERE a.kind = 'COMMISSION_FROZEN'), 0)::bigint AS "frozenMinor",
             coalesce(sum(b.balance_minor) FILTER (WHERE a.kind = 'COMMISSION_PAYABLE'), 0)::bigint + (
               SELECT coalesce(sum(amount_minor), 0)::bigint FROM payout_item
               WHERE statement_id IS NOT NULL AND status NOT IN ('PAID', 'RETURNED', 'CANCELLED')) AS "payableMinor",
             coalesce(sum(b.balance_minor) FILTER (WHERE a.kind = 'PREPAID'), 0)::bigint AS "prepaidMinor",
             (SELECT coalesce(sum(net_minor), 0)::bigint FROM statement WHERE status = 'PAID') AS "paidMinor"
      FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id) m
    CROSS JOIN (
      SELECT (count(*) FILTER (WHERE status = 'IN_STOCK'))::int AS "inStock", (count(*) FILTER (WHERE status = 'ALLOTTED'))::int AS allotted,
             (count(*) FILTER (WHERE status = 'CLAIMED'))::int AS claimed, (count(*) FILTER (WHERE status = 'REDEEMED'))::int AS redeemed
      FROM voucher) v`;
  return row!;
}

export type DayRow = { day: string; salesMinor: bigint; claims: number; redemptions: number; commissionMinor: bigint };

/** One row per day of Shanghai that has anything; the page fills the gaps. */
export function listDays(ctx: Ctx, { from, to }: Window): Promise<DayRow[]> {
  authorize(ctx, "report:read");
  return ctx.db.$queryRaw<DayRow[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(sales)::bigint AS "salesMinor", sum(claims)::int AS claims,
           sum(redemptions)::int AS redemptions, sum(commission)::bigint AS "commissionMinor"
    FROM (
      SELECT (created_at AT TIME ZONE 'Asia/Shanghai')::date AS day, total_minor AS sales, 0 AS claims, 0 AS redemptions, 0 AS commission
        FROM allotment WHERE created_at >= ${from} AND created_at < ${to}
      UNION ALL SELECT (created_at AT TIME ZONE 'Asia/Shanghai')::date, -refund_minor, 0, 0, 0
        FROM recall WHERE created_at >= ${from} AND created_at < ${to}
      UNION ALL SELECT (created_at AT TIME ZONE 'Asia/Shanghai')::date, 0, count(*), 0, 0
        FROM claim WHERE created_at >= ${from} AND created_at < ${to} GROUP BY 1
      UNION ALL SELECT (created_at AT TIME ZONE 'Asia/Shanghai')::date, 0, 0, count(*), 0
        FROM redemption WHERE created_at >= ${from} AND created_at < ${to} AND reversed_at IS NULL GROUP BY 1
      UNION ALL SELECT (r.created_at AT TIME ZONE 'Asia/Shanghai')::date, 0, 0, 0, sum(m.amount_minor)
        FROM commission m JOIN redemption r ON r.id = m.redemption_id
        WHERE r.created_at >= ${from} AND r.created_at < ${to} AND m.status <> 'REVERSED' GROUP BY 1
    ) x GROUP BY 1 ORDER BY 1`;
}

export type BestRow = { id: string; name: string; salesMinor: bigint; claims: number; redemptions: number };

export function listBestProducts(ctx: Ctx, { from, to }: Window, limit = 6): Promise<BestRow[]> {
  authorize(ctx, "report:read");
  return ctx.db.$queryRaw<BestRow[]>`
    WITH s AS (SELECT product_id, sum(minor)::bigint AS sales FROM (
           SELECT product_id, total_minor AS minor FROM allotment WHERE created_at >= ${from} AND created_at < ${to}
           UNION ALL SELECT a.product_id, -r.refund_minor FROM recall r JOIN allotment a ON a.id = r.allotment_id
             WHERE r.created_at >= ${from} AND r.created_at < ${to}) x GROUP BY 1),
         c AS (SELECT product_id, count(*)::int AS claims FROM claim WHERE created_at >= ${from} AND created_at < ${to} GROUP BY 1),
         r AS (SELECT product_id, count(*)::int AS redemptions FROM redemption
               WHERE created_at >= ${from} AND created_at < ${to} AND reversed_at IS NULL GROUP BY 1)
    SELECT p.id::text, p.name, coalesce(s.sales, 0)::bigint AS "salesMinor", coalesce(c.claims, 0) AS claims, coalesce(r.redemptions, 0) AS redemptions
    FROM product p LEFT JOIN s ON s.product_id = p.id LEFT JOIN c ON c.product_id = p.id LEFT JOIN r ON r.product_id = p.id
    WHERE s.sales <> 0 OR c.claims > 0 OR r.redemptions > 0
    ORDER BY redemptions DESC, "salesMinor" DESC, p.id LIMIT ${limit}`;
}

export function listBestDistributors(ctx: Ctx, { from, to }: Window, limit = 6): Promise<BestRow[]> {
  authorize(ctx, "report:read");
  return ctx.db.$queryRaw<BestRow[]>`
    WITH s AS (SELECT distributor_id, sum(minor)::bigint AS sales FROM (
           SELECT distributor_id, total_minor AS minor FROM allotment WHERE created_at >= ${from} AND created_at < ${to}
           UNION ALL SELECT a.distributor_id, -r.refund_minor FROM recall r JOIN allotment a ON a.id = r.allotment_id
             WHERE r.created_at >= ${from} AND r.created_at < ${to}) x GROUP BY 1),
         c AS (SELECT l.distributor_id, count(*)::int AS claims FROM claim k JOIN claim_link l ON l.id = k.link_id
               WHERE k.created_at >= ${from} AND k.created_at < ${to} GROUP BY 1),
         r AS (SELECT distributor_id, count(*)::int AS redemptions FROM redemption
               WHERE created_at >= ${from} AND created_at < ${to} AND reversed_at IS NULL GROUP BY 1)
    SELECT d.id::text, d.name, coalesce(s.sales, 0)::bigint AS "salesMinor", coalesce(c.claims, 0) AS claims, coalesce(r.redemptions, 0) AS redemptions
    FROM distributor d LEFT JOIN s ON s.distributor_id = d.id LEFT JOIN c ON c.distributor_id = d.id LEFT JOIN r ON r.distributor_id = d.id
    WHERE s.sales <> 0 OR c.claims > 0 OR r.redemptions > 0
    ORDER BY redemptions DESC, "salesMinor" DESC, d.id LIMIT ${limit}`;
}

export type HeatRow = { weekday: number; hour: number; value: number };

/** Redemptions by weekday (1 Monday … 7 Sunday) and hour of Shanghai. */
export function listHeat(ctx: Ctx, { from, to }: Window): Promise<HeatRow[]> {
  authorize(ctx, "report:read");
  return ctx.db.$queryRaw<HeatRow[]>`
    SELECT extract(isodow FROM created_at AT TIME ZONE 'Asia/Shanghai')::int AS weekday,
           extract(hour FROM created_at AT TIME ZONE 'Asia/Shanghai')::int AS hour, count(*)::int AS value
    FROM redemption WHERE created_at >= ${from} AND created_at < ${to} AND reversed_at IS NULL GROUP BY 1, 2`;
}

/** What is about to run out, the emptiest first. */
export function listLowStock(ctx: Ctx): Promise<LowProduct[]> {
  authorize(ctx, "report:read");
  return findLowOnStock(ctx);
}
