import { actorOf, authorize } from "#domain/access/rules.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { monthStart, plusMonths } from "#lib/time.ts";

export type MonthResult = { month: string; boughtMinor: bigint; claims: number; redemptions: number; commissionMinor: bigint };

/** Six months of one distributor's work, the present one last. */
export async function getResults(ctx: Ctx, distributorId: string): Promise<MonthResult[]> {
  authorize(ctx, "distributor:read");
  return monthlyResults(ctx, distributorId, 6);
}

function monthlyResults(ctx: Ctx, id: string, months: number): Promise<MonthResult[]> {
  const from = plusMonths(monthStart(ctx.now), 1 - months);
  return ctx.db.$queryRaw<MonthResult[]>`
    WITH month AS (
      SELECT to_char(m, 'YYYY-MM') AS month FROM generate_series(
        ${from}::timestamptz AT TIME ZONE 'Asia/Shanghai', ${ctx.now}::timestamptz AT TIME ZONE 'Asia/Shanghai', interval '1 month') m),
    bought AS (
      SELECT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, sum(total_minor)::bigint AS minor FROM allotment
      WHERE distributor_id = ${id}::uuid AND created_at >= ${from} GROUP BY 1),
    claimed AS (
      SELECT to_char(c.created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, count(*)::int AS n
      FROM claim c JOIN claim_link k ON k.id = c.link_id WHERE k.distributor_id = ${id}::uuid AND c.created_at >= ${from} GROUP BY 1),
    used AS (
      SELECT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, count(*)::int AS n FROM redemption
      WHERE distributor_id = ${id}::uuid AND created_at >= ${from} AND reversed_at IS NULL GROUP BY 1),
    earned AS (
      SELECT to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, sum(amount_minor)::bigint AS minor FROM commission
      WHERE distributor_id = ${id}::uuid AND created_at >= ${from} AND status <> 'REVERSED' GROUP BY 1)
    SELECT month, coalesce(bought.minor, 0) AS "boughtMinor", coalesce(claimed.n, 0) AS claims, coalesce(used.n, 0) AS redemptions,
      coalesce(earned.minor, 0) AS "commissionMinor"
    FROM month LEFT JOIN bought USING (month) LEFT JOIN claimed USING (month) LEFT JOIN used USING (month) LEFT JOIN earned USING (month)
    ORDER BY month`;
}

export type Activity = {
  id: string;
  at: Date;
  kind: "topup" | "purchase" | "claim" | "redemption";
  title: string;
  quantity: number | null;
  amountMinor: bigint | null;
};

/** The portal's first page. */
export async function getHome(ctx: Ctx) {
  authorize(ctx, "allotment:own");
  const id = actorOf(ctx, "distributor").distributorId;
  const [balances, months, stock, activity, done] = await Promise.all([
    getBalances(ctx, id),
    monthlyResults(ctx, id, 6),
    stockOf(ctx, id),
    latestActivity(ctx, id),
    stepsDone(ctx, id),
  ]);
  const thisMonth = months.at(-1) ?? { claims: 0, redemptions: 0, commissionMinor: 0n, boughtMinor: 0n, month: "" };
  return { ...balances, ...stock, months, thisMonth, activity, done };
}

async function stockOf(ctx: Ctx, id: string): Promise<{ left: number; inLinks: number }> {
  const [row] = await ctx.db.$queryRaw<{ left: number; inLinks: number }[]>`
    SELECT count(*) FILTER (WHERE v.link_id IS NULL)::int AS left, count(v.link_id)::int AS "inLinks"
    FROM voucher v JOIN allotment a ON a.id = v.allotment_id WHERE a.distributor_id = ${id}::uuid AND v.status = 'ALLOTTED'`;
  return row ?? { left: 0, inLinks: 0 };
}

function latestActivity(ctx: Ctx, id: string): Promise<Activity[]> {
  return ctx.db.$queryRaw<Activity[]>`
    SELECT id::text, at, kind, title, quantity, amount AS "amountMinor" FROM (
      (SELECT id, decided_at AS at, 'topup' AS kind, bank_reference AS title, NULL::int AS quantity, amount_minor AS amount
        FROM top_up WHERE distributor_id = ${id}::uuid AND status = 'CONFIRMED' ORDER BY id DESC LIMIT 8)
      UNION ALL (SELECT a.id, a.created_at, 'purchase', p.name, a.quantity, a.total_minor
        FROM allotment a JOIN product p ON p.id = a.product_id WHERE a.distributor_id = ${id}::uuid ORDER BY a.id DESC LIMIT 8)
      UNION ALL (SELECT c.id, c.created_at, 'claim', p.name, 1, NULL
        FROM claim c JOIN claim_link k ON k.id = c.link_id JOIN product p ON p.id = c.product_id
        WHERE k.distributor_id = ${id}::uuid ORDER BY c.id DESC LIMIT 8)
      UNION ALL (SELECT r.id, r.created_at, 'redemption', p.name, 1, NULL
        FROM redemption r JOIN product p ON p.id = r.product_id
        WHERE r.distributor_id = ${id}::uuid AND r.reversed_at IS NULL ORDER BY r.created_at DESC LIMIT 8)
    ) all_of_it ORDER BY at DESC LIMIT 8`;
}

export type StepsDone = { topUp: boolean; purchase: boolean; link: boolean; claim: boolean; invite: boolean };

async function stepsDone(ctx: Ctx, id: string): Promise<StepsDone> {
  const [row] = await ctx.db.$queryRaw<StepsDone[]>`
    SELECT EXISTS (SELECT 1 FROM top_up WHERE distributor_id = ${id}::uuid AND status = 'CONFIRMED') AS "topUp",
      EXISTS (SELECT 1 FROM allotment WHERE distributor_id = ${id}::uuid) AS purchase,
      EXISTS (SELECT 1 FROM claim_link WHERE distributor_id = ${id}::uuid) AS link,
      EXISTS (SELECT 1 FROM claim c JOIN claim_link k ON k.id = c.link_id WHERE k.distributor_id = ${id}::uuid) AS claim,
      EXISTS (SELECT 1 FROM distributor WHERE upline_id = ${id}::uuid) AS invite`;
  return row ?? { topUp: false, purchase: false, link: false, claim: false, invite: false };
}
