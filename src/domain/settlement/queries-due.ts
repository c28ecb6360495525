import type { Ctx, TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { monthStart } from "#lib/time.ts";
import type { Period } from "./rules.ts";
import type { TaxFacts } from "./rules-tax.ts";

/** Trusted: what a run and its preview count. Callers have authorized. */
type Reader = Pick<Ctx, "db" | "now">;

/** A frozen commission may be settled once it is due, unless its distributor contests it. */
export const settleable = (to: Date) => Prisma.sql`
  c.status = 'FROZEN' AND c.due_at < ${to} AND c.currency = 'CNY'
  AND NOT EXISTS (SELECT 1 FROM dispute x WHERE x.commission_id = c.id AND x.status = 'OPEN')`;

/** An adjustment in his favour goes on the first statement made after a period that closed after its approval. */
export const unsettled = (closesAt: Date) => Prisma.sql`
  a.status = 'APPROVED' AND a.statement_id IS NULL AND a.amount_minor > 0 AND a.decided_at < ${closesAt}`;

/** One statement for a distributor and period: what comes later goes to the next. */
export const withoutStatement = (owner: Prisma.Sql, period: Period) => Prisma.sql`
  NOT EXISTS (SELECT 1 FROM statement s JOIN settlement t ON t.id = s.settlement_id
    WHERE s.distributor_id = ${owner} AND t.period_key = ${period.key})`;

/** Distributors after `after` with something due and no statement of this period yet, as many as fit into one batch (at least one). */
export async function findCandidates(tx: TxCtx, period: Period, after: string, most: { distributors: number; lines: number }) {
  const rows = await tx.db.$queryRaw<{ distributorId: string }[]>`
    WITH due AS (
      SELECT distributor_id, count(*) AS lines FROM (
        SELECT c.distributor_id FROM commission c WHERE ${settleable(period.to)}
        UNION ALL SELECT a.distributor_id FROM adjustment a WHERE ${unsettled(period.closesAt)}) part
      WHERE distributor_id > ${after}::uuid AND ${withoutStatement(Prisma.sql`part.distributor_id`, period)}
      GROUP BY 1 ORDER BY 1 LIMIT ${most.distributors}
    ), counted AS (
      SELECT distributor_id, sum(lines) OVER (ORDER BY distributor_id) - lines AS before FROM due
    )
    SELECT distributor_id::text AS "distributorId" FROM counted WHERE before = 0 OR before < ${most.lines} ORDER BY 1`;
  return rows.map((row) => row.distributorId);
}

export type Part = { distributorId: string; ids: string[]; minor: bigint };

/** The due commissions of these distributors, locked in id order as a reversal locks them. */
export const lockDue = (tx: TxCtx, period: Period, distributorIds: string[]): Promise<Part[]> => tx.db.$queryRaw`
  WITH due AS (
    SELECT c.id, c.distributor_id, c.amount_minor FROM commission c
    WHERE c.distributor_id = ANY (${distributorIds}::uuid[]) AND ${settleable(period.to)} ORDER BY c.id FOR UPDATE
  ) SELECT distributor_id::text AS "distributorId", array_agg(id::text ORDER BY id) AS ids, sum(amount_minor)::bigint AS minor
  FROM due GROUP BY 1`;

export const lockAdjustments = (tx: TxCtx, period: Period, distributorIds: string[]): Promise<Part[]> => tx.db.$queryRaw`
  WITH due AS (
    SELECT a.id, a.distributor_id, a.amount_minor FROM adjustment a
    WHERE a.distributor_id = ANY (${distributorIds}::uuid[]) AND ${unsettled(period.closesAt)} ORDER BY a.id FOR UPDATE
  ) SELECT distributor_id::text AS "distributorId", array_agg(id::text ORDER BY id) AS ids, sum(amount_minor)::bigint AS minor
  FROM due GROUP BY 1`;

/** What tax depends on: the kind, and the month's statements so far that the labour table was used for. */
export const taxFacts = (now: Date) => Prisma.sql`
  SELECT d.id, d.name, d.no, d.tax_kind, coalesce(sum(m.total_minor + m.adjustment_minor), 0)::bigint AS month_gross,
    coalesce(sum(m.tax_minor), 0)::bigint AS month_tax
  FROM distributor d LEFT JOIN statement m ON m.distributor_id = d.id AND m.created_at >= ${monthStart(now)} AND m.created_at <= ${now}
    AND m.tax_basis ->> 'method' = 'LABOUR'`;

export async function readTaxFacts(ctx: Reader, distributorIds: string[]): Promise<Map<string, TaxFacts>> {
  const rows = await ctx.db.$queryRaw<(TaxFacts & { id: string })[]>`
    SELECT id::text AS id, tax_kind::text AS "taxKind", month_gross AS "monthGrossMinor", month_tax AS "monthTaxMinor"
    FROM (${taxFacts(ctx.now)} WHERE d.id = ANY (${distributorIds}::uuid[]) GROUP BY d.id) facts`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
