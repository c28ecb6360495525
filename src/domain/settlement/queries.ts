import { actorOf, authorize, can } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { TaxBasis } from "./rules-tax.ts";
import { type StatementFilter, type StatementStatus, statementFilter } from "./schema.ts";

/** Whose statements (named `s`) this actor may read. Others' are not found, whoever asks. */
export function scopeOf(ctx: Pick<Ctx, "actor">): Prisma.Sql {
  if (ctx.actor.kind === "public") authorize(ctx, "settlement:read");
  if (can(ctx.actor, "settlement:read")) return Prisma.sql`TRUE`;
  if (!can(ctx.actor, "statement:own")) throw new DomainError("NOT_FOUND");
  return Prisma.sql`s.distributor_id = ${actorOf(ctx, "distributor").distributorId}::uuid`;
}

export type StatementRow = {
  id: string;
  no: number;
  status: StatementStatus;
  /** Its commissions; adjustments beside them; what was withheld and what repaid a debt; what is paid out. */
  totalMinor: bigint;
  adjustmentMinor: bigint;
  taxMinor: bigint;
  offsetMinor: bigint;
  netMinor: bigint;
  lineCount: number;
  createdAt: Date;
  paidAt: Date | null;
  distributorId: string;
  distributorName: string;
  settlementId: string;
  settlementNo: number;
  /** As the run kept it: see readCycle. */
  cycle: string;
  periodFrom: Date;
  periodTo: Date;
};

const columns = Prisma.sql`
  s.id::text AS id, s.no, s.status::text AS status, s.total_minor AS "totalMinor", s.adjustment_minor AS "adjustmentMinor",
  s.tax_minor AS "taxMinor", s.offset_minor AS "offsetMinor", s.net_minor AS "netMinor", s.line_count AS "lineCount",
  s.created_at AS "createdAt", s.paid_at AS "paidAt", d.id::text AS "distributorId", d.name AS "distributorName", t.id::text AS "settlementId",
  t.no AS "settlementNo", t.cycle, t.period_from AS "periodFrom", t.period_to AS "periodTo"`;
const joined = Prisma.sql`statement s JOIN settlement t ON t.id = s.settlement_id JOIN distributor d ON d.id = s.distributor_id`;

/** Statements, newest first: staff's of everybody, a distributor's its own. */
export async function listStatements(ctx: Ctx, input: StatementFilter = {}): Promise<KeysetPage<StatementRow>> {
  const scope = scopeOf(ctx);
  const filter = statementFilter.parse(input);
  const rows = await ctx.db.$queryRaw<StatementRow[]>`
    SELECT ${columns} FROM ${joined} WHERE ${scope} AND ${conditions(filter)}
      ${filter.status ? Prisma.sql`AND s.status = ${filter.status}::"StatementStatus"` : Prisma.empty}
      ${filter.after ? Prisma.sql`AND s.id < ${filter.after}::uuid` : Prisma.empty}
    ORDER BY s.id DESC LIMIT ${filter.limit + 1}`;
  return keysetPage(rows, filter.limit);
}

export type StatementTotals = Record<StatementStatus, { count: number; netMinor: bigint }>;

/** How much is to be paid or has been, by status, for the filter without its status. */
export async function totalStatements(ctx: Ctx, input: StatementFilter = {}): Promise<StatementTotals> {
  const scope = scopeOf(ctx);
  const rows = await ctx.db.$queryRaw<{ status: StatementStatus; count: number; netMinor: bigint }[]>`
    SELECT s.status::text AS status, count(*)::int AS count, sum(s.net_minor)::bigint AS "netMinor"
    FROM ${joined} WHERE ${scope} AND ${conditions(statementFilter.parse(input))} GROUP BY 1`;
  const of = (status: StatementStatus) => {
    const found = rows.find((row) => row.status === status);
    return { count: found?.count ?? 0, netMinor: found?.netMinor ?? 0n };
  };
  return { PAYABLE: of("PAYABLE"), PREPARED: of("PREPARED"), PAID: of("PAID") };
}

function conditions(filter: ReturnType<typeof statementFilter.parse>): Prisma.Sql {
  const parts = [Prisma.sql`TRUE`];
  if (filter.settlementId) parts.push(Prisma.sql`s.settlement_id = ${filter.settlementId}::uuid`);
  if (filter.distributorId) parts.push(Prisma.sql`s.distributor_id = ${filter.distributorId}::uuid`);
  if (filter.from) parts.push(Prisma.sql`s.created_at >= ${filter.from}`);
  if (filter.to) parts.push(Prisma.sql`s.created_at < ${filter.to}`);
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const no = Number(/^(?:ST-?)?0*(\d{1,9})$/i.exec(filter.q)?.[1] ?? -1);
    parts.push(Prisma.sql`(d.name ILIKE ${like} OR s.no = ${no}::int)`);
  }
  return Prisma.join(parts, " AND ");
}

export type StatementDetail = StatementRow & {
  distributorNo: number;
  taxIdMasked: string;
  /** What we owed and nobody was paying yet, before this statement and with it. */
  openingMinor: bigint;
  closingMinor: bigint;
  /** 1, and one more for each line that left it. */
  revision: number;
  taxBasis: TaxBasis | null;
};

/** One statement. How it is paid is read from its payouts. */
export async function getStatement(ctx: Ctx, id: string): Promise<StatementDetail> {
  const scope = scopeOf(ctx);
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<StatementDetail[]>`
    SELECT ${columns}, d.no AS "distributorNo", d.tax_id_masked AS "taxIdMasked", s.opening_minor AS "openingMinor",
      s.closing_minor AS "closingMinor", s.revision, s.tax_basis AS "taxBasis"
    FROM ${joined} WHERE s.id = ${id}::uuid AND ${scope}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

export type StatementLine = {
  id: string;
  voucherId: string;
  productName: string;
  sellerName: string;
  redemptionId: string;
  redeemedAt: Date;
  depth: number;
  base: "RETAIL" | "PURCHASE";
  baseMinor: bigint;
  kind: "RATE" | "FIXED";
  value: bigint;
  amountMinor: bigint;
  /** Its redemption was reversed after it was settled: it is owed back. */
  clawedBack: boolean;
};

/** A statement's lines in the order of their redemptions; the same right as the statement itself. */
export async function listStatementLines(
  ctx: Ctx,
  statementId: string,
  page: { after?: string; limit?: number } = {},
): Promise<KeysetPage<StatementLine>> {
  const scope = scopeOf(ctx);
  const limit = Math.min(Math.max(page.limit ?? 100, 1), 2000);
  const after = isId(page.after) ? page.after : null;
  if (!isId(statementId)) throw new DomainError("NOT_FOUND");
  const rows = await ctx.db.$queryRaw<StatementLine[]>`
    SELECT c.id::text AS id, r.voucher_id::text AS "voucherId", p.name AS "productName", seller.name AS "sellerName",
      r.id::text AS "redemptionId", r.created_at AS "redeemedAt", c.depth, rule.base::text AS base, c.base_minor AS "baseMinor",
      c.kind::text AS kind, c.value, c.amount_minor AS "amountMinor",
      EXISTS (SELECT 1 FROM clawback k WHERE k.commission_id = c.id) AS "clawedBack"
    FROM commission c JOIN statement s ON s.id = c.statement_id JOIN redemption r ON r.id = c.redemption_id
    JOIN product p ON p.id = r.product_id JOIN distributor seller ON seller.id = r.distributor_id
    JOIN commission_rule rule ON rule.id = c.rule_id
    WHERE c.statement_id = ${statementId}::uuid AND ${scope} ${after ? Prisma.sql`AND c.id > ${after}::uuid` : Prisma.empty}
    ORDER BY c.id LIMIT ${limit + 1}`;
  return keysetPage(rows, limit);
}
