import { actorOf, authorize, can } from "#domain/access/rules.ts";
import { type OpenFile, readOwned } from "#domain/file/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { type InvoiceFilter, type InvoiceStatus, invoiceFilter } from "./schema-invoice.ts";

/**
 * True of a statement (named `s`) that may not be paid yet: its company's invoice is not on file and checked, and the settings ask for it.
 * Trusted: for what prepares payouts.
 */
export const waitsForInvoice = (s: Prisma.Sql, requireInvoice: boolean): Prisma.Sql => Prisma.sql`
  (${requireInvoice} AND ${s}.tax_basis ->> 'kind' = 'COMPANY' AND NOT EXISTS (
    SELECT 1 FROM statement_invoice v WHERE v.statement_id = ${s}.id AND v.status = 'ACCEPTED'))`;

export type InvoiceRow = {
  id: string;
  number: string;
  status: InvoiceStatus;
  fileId: string;
  rejectReason: string | null;
  createdAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  statementId: string;
  statementNo: number;
  grossMinor: bigint;
  distributorId: string;
  distributorName: string;
  /** Other live invoices of the same number: one invoice may cover several statements of one company, never of two. */
  sameNumber: number;
};

const columns = Prisma.sql`
  v.id::text AS id, v.number, v.status::text AS status, v.file_id::text AS "fileId", v.reject_reason AS "rejectReason",
  v.created_at AS "createdAt", v.decided_at AS "decidedAt", u.name AS "decidedByName", s.id::text AS "statementId", s.no AS "statementNo",
  s.total_minor + s.adjustment_minor AS "grossMinor", d.id::text AS "distributorId", d.name AS "distributorName",
  (SELECT count(*)::int FROM statement_invoice o WHERE o.number = v.number AND o.id <> v.id AND o.status <> 'REJECTED') AS "sameNumber"
  FROM statement_invoice v JOIN statement s ON s.id = v.statement_id JOIN distributor d ON d.id = s.distributor_id
  LEFT JOIN app_user u ON u.id = v.decided_by_id`;

/** Whose invoices this actor may read. */
function scopeOf(ctx: Pick<Ctx, "actor">): Prisma.Sql {
  if (ctx.actor.kind === "public") authorize(ctx, "settlement:read");
  if (can(ctx.actor, "settlement:read")) return Prisma.sql`TRUE`;
  if (!can(ctx.actor, "statement:own")) throw new DomainError("NOT_FOUND");
  return Prisma.sql`s.distributor_id = ${actorOf(ctx, "distributor").distributorId}::uuid`;
}

/** All that was sent for one statement, newest first. */
export async function listStatementInvoices(ctx: Ctx, statementId: string): Promise<InvoiceRow[]> {
  const scope = scopeOf(ctx);
  if (!isId(statementId)) throw new DomainError("NOT_FOUND");
  return ctx.db.$queryRaw`SELECT ${columns} WHERE v.statement_id = ${statementId}::uuid AND ${scope} ORDER BY v.id DESC LIMIT 50`;
}

export async function listInvoices(ctx: Ctx, input: InvoiceFilter = {}): Promise<KeysetPage<InvoiceRow>> {
  authorize(ctx, "settlement:read");
  const { status, after, limit } = invoiceFilter.parse(input);
  const rows = await ctx.db.$queryRaw<InvoiceRow[]>`
    SELECT ${columns} WHERE TRUE ${status ? Prisma.sql`AND v.status = ${status}::"InvoiceStatus"` : Prisma.empty}
      ${after ? Prisma.sql`AND v.id < ${after}::uuid` : Prisma.empty}
    ORDER BY v.id DESC LIMIT ${limit + 1}`;
  return keysetPage(rows, limit);
}

/** How many wait for finance. */
export function countInvoices(ctx: Ctx): Promise<number> {
  authorize(ctx, "tax:manage");
  return ctx.db.statementInvoice.count({ where: { status: "SUBMITTED" } });
}

export async function openInvoiceFile(ctx: Ctx, id: string): Promise<OpenFile> {
  const scope = scopeOf(ctx);
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<{ fileId: string }[]>`
    SELECT v.file_id::text AS "fileId" FROM statement_invoice v JOIN statement s ON s.id = v.statement_id WHERE v.id = ${id}::uuid AND ${scope}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return readOwned(ctx, row.fileId);
}
