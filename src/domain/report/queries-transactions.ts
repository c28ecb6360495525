import { authorize } from "#domain/access/rules.ts";
import type { AccountKind } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { type Document, documentsOf } from "./queries-documents.ts";
import { transactionKinds } from "./rules-books.ts";

export type TransactionRow = {
  id: string;
  kind: string;
  reference: string;
  memo: string | null;
  at: Date;
  actorKind: string;
  actorName: string | null;
  amountMinor: bigint;
  reversesId: string | null;
  reversedById: string | null;
  document: Document | null;
};
export type TransactionFilter = { kind?: string; q?: string; from?: Date; to?: Date; after?: string; limit?: number };

const transaction = Prisma.sql`
  SELECT t.id::text AS id, t.kind, t.reference, t.memo, t.at, t.actor_kind AS "actorKind", coalesce(u.name, t.actor_id) AS "actorName",
    t.reverses_id::text AS "reversesId", r.id::text AS "reversedById",
    (SELECT sum(e.amount_minor) FROM ledger_entry e WHERE e.transaction_id = t.id AND e.amount_minor > 0)::bigint AS "amountMinor"
  FROM ledger_transaction t LEFT JOIN ledger_transaction r ON r.reverses_id = t.id LEFT JOIN app_user u ON u.id::text = t.actor_id`;

/** Transactions, newest first; a kind includes what is reserved for it and its reversals. Search is by reference or memo. */
export async function listTransactions(ctx: Ctx, filter: TransactionFilter): Promise<KeysetPage<TransactionRow>> {
  authorize(ctx, "ledger:read");
  const limit = Math.min(filter.limit ?? 50, 200);
  const kind = transactionKinds.find((one) => one === filter.kind);
  const parts = [Prisma.sql`TRUE`];
  if (kind) parts.push(Prisma.sql`split_part(t.kind, '.', 1) = ${kind}`);
  if (filter.kind === "reversal") parts.push(Prisma.sql`t.reverses_id IS NOT NULL`);
  if (filter.from) parts.push(Prisma.sql`t.at >= ${filter.from}`);
  if (filter.to) parts.push(Prisma.sql`t.at < ${filter.to}`);
  if (isId(filter.after)) parts.push(Prisma.sql`t.id < ${filter.after}::uuid`);
  const q = filter.q?.trim();
  if (q) parts.push(Prisma.sql`(t.reference = ${q.toLowerCase()} OR t.id::text = ${q.toLowerCase()} OR t.memo = ${q})`);
  const rows = await ctx.db.$queryRaw<Omit<TransactionRow, "document">[]>`
    ${transaction} WHERE ${Prisma.join(parts, " AND ")} ORDER BY t.id DESC LIMIT ${limit + 1}`;
  const page = keysetPage(rows, limit);
  const documents = await documentsOf(
    ctx,
    page.items.map((row) => row.id),
  );
  return { ...page, items: page.items.map((row) => ({ ...row, document: documents.get(row.id) ?? null })) };
}

export type TransactionEntry = {
  id: bigint;
  accountId: string;
  kind: AccountKind;
  ownerName: string | null;
  amountMinor: bigint;
  balanceAfterMinor: bigint | null;
};

export async function getTransaction(ctx: Ctx, id: string): Promise<TransactionRow & { entries: TransactionEntry[] }> {
  authorize(ctx, "ledger:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<Omit<TransactionRow, "document">[]>`${transaction} WHERE t.id = ${id}::uuid`;
  if (!row) throw new DomainError("NOT_FOUND");
  const [documents, entries] = await Promise.all([
    documentsOf(ctx, [id]),
    ctx.db.$queryRaw<TransactionEntry[]>`
      SELECT e.id, a.id::text AS "accountId", a.kind::text AS kind, d.name AS "ownerName", e.amount_minor AS "amountMinor",
        e.balance_after_minor AS "balanceAfterMinor"
      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id LEFT JOIN distributor d ON d.id = a.owner_id
      WHERE e.transaction_id = ${id}::uuid ORDER BY e.id LIMIT 200`,
  ]);
  return { ...row, document: documents.get(id) ?? null, entries };
}
