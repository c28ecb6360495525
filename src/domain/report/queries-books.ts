import { authorize } from "#domain/access/rules.ts";
import { type Entry, type EntryFilter, listEntries } from "#domain/ledger/queries.ts";
import { type AccountKind, ownedKinds, systemKinds } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage, type NumberedPage } from "#lib/page.ts";

export const accountKinds = [...systemKinds, ...ownedKinds] as const;

export type TrialRow = {
  kind: AccountKind;
  accounts: number;
  openingMinor: bigint;
  debitMinor: bigint;
  creditMinor: bigint;
  closingMinor: bigint;
};

/** Opening, turnover and closing per kind of account; debit positive. Every column's sums agree, or the books are broken. */
export async function getTrialBalance(ctx: Ctx, period: { from?: Date; to?: Date } = {}): Promise<TrialRow[]> {
  authorize(ctx, "ledger:read");
  const from = period.from ?? new Date(0);
  const to = period.to ?? new Date("9999-01-01T00:00:00Z");
  const rows = await ctx.db.$queryRaw<TrialRow[]>`
    SELECT a.kind::text AS kind, count(DISTINCT a.id)::int AS accounts,
      coalesce(sum(e.amount_minor) FILTER (WHERE t.at < ${from}), 0)::bigint AS "openingMinor",
      coalesce(sum(e.amount_minor) FILTER (WHERE t.at >= ${from} AND t.at < ${to} AND e.amount_minor > 0), 0)::bigint AS "debitMinor",
      coalesce(-sum(e.amount_minor) FILTER (WHERE t.at >= ${from} AND t.at < ${to} AND e.amount_minor < 0), 0)::bigint AS "creditMinor",
      coalesce(sum(e.amount_minor) FILTER (WHERE t.at < ${to}), 0)::bigint AS "closingMinor"
    FROM ledger_account a LEFT JOIN ledger_entry e ON e.account_id = a.id LEFT JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE a.currency = 'CNY' GROUP BY a.kind`;
  return accountKinds.flatMap((kind) => rows.filter((row) => row.kind === kind));
}

export type AccountRow = {
  id: string;
  kind: AccountKind;
  ownerId: string | null;
  ownerName: string | null;
  /** Debit positive. What we owe an owner is therefore negative here. */
  balanceMinor: bigint;
  entries: number;
};

const account = Prisma.sql`
  a.id::text AS id, a.kind::text AS kind, a.owner_id::text AS "ownerId", d.name AS "ownerName"`;

export type AccountFilter = { kind?: string; q?: string; page?: number };

/** Accounts, the largest balance first. */
export async function listAccounts(ctx: Ctx, filter: AccountFilter): Promise<NumberedPage<AccountRow>> {
  authorize(ctx, "ledger:read");
  const pageSize = 50;
  const page = Math.min(Math.max(Math.trunc(filter.page ?? 1) || 1, 1), 10_000);
  const kind = accountKinds.find((one) => one === filter.kind);
  const like = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
  const where = Prisma.sql`${kind ? Prisma.sql`a.kind = ${kind}::"LedgerAccountKind"` : Prisma.sql`TRUE`}
    AND ${like ? Prisma.sql`d.name ILIKE ${like}` : Prisma.sql`TRUE`}`;
  const [items, [count]] = await Promise.all([
    ctx.db.$queryRaw<AccountRow[]>`
      SELECT ${account}, coalesce(sum(e.amount_minor), 0)::bigint AS "balanceMinor", count(e.id)::int AS entries
      FROM ledger_account a LEFT JOIN distributor d ON d.id = a.owner_id LEFT JOIN ledger_entry e ON e.account_id = a.id
      WHERE ${where} GROUP BY a.id, d.id ORDER BY abs(coalesce(sum(e.amount_minor), 0)) DESC, a.id
      LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    ctx.db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM ledger_account a LEFT JOIN distributor d ON d.id = a.owner_id WHERE ${where}`,
  ]);
  return { items, total: count?.total ?? 0, page, pageSize };
}

export async function getAccount(ctx: Ctx, id: string): Promise<AccountRow & { debitMinor: bigint; creditMinor: bigint }> {
  authorize(ctx, "ledger:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<(AccountRow & { debitMinor: bigint; creditMinor: bigint })[]>`
    SELECT ${account}, coalesce(sum(e.amount_minor), 0)::bigint AS "balanceMinor", count(e.id)::int AS entries,
      coalesce(sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0), 0)::bigint AS "debitMinor",
      coalesce(-sum(e.amount_minor) FILTER (WHERE e.amount_minor < 0), 0)::bigint AS "creditMinor"
    FROM ledger_account a LEFT JOIN distributor d ON d.id = a.owner_id LEFT JOIN ledger_entry e ON e.account_id = a.id
    WHERE a.id = ${id}::uuid GROUP BY a.id, d.id`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

/** An account's entries with the paper each came from. */
export async function listAccountEntries(
  ctx: Ctx,
  filter: EntryFilter,
): Promise<{ items: (Entry & { document: Document | null })[]; next: string | null }> {
  authorize(ctx, "ledger:read");
  const { items, next } = await listEntries(ctx, filter);
  const documents = await documentsOf(
    ctx,
    items.map((entry) => entry.transactionId),
  );
  return { items: items.map((entry) => ({ ...entry, document: documents.get(entry.transactionId) ?? null })), next };
}

/** What a transaction was written for: `id` is what its page needs. */
export type DocumentType = "topup" | "allotment" | "recall" | "redemption" | "statement" | "payout" | "withdrawal" | "refund";
export type Document = { type: DocumentType; id: string; no: number | null; name: string };
type DocumentRow = { transactionId: string; type: DocumentType | null; id: string; no: number | null; name: string };

const uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** Trusted, set-based: one statement for a page of transactions. */
async function documentsOf(ctx: Pick<Ctx, "db">, transactionIds: readonly string[]): Promise<Map<string, Document>> {
  const rows = await ctx.db.$queryRaw<DocumentRow[]>`
    WITH t AS (
      SELECT id, split_part(kind, '.', 1) AS kind, CASE WHEN reference ~ ${uuid} THEN reference::uuid END AS ref
      FROM ledger_transaction WHERE id = ANY (${[...new Set(transactionIds)]}::uuid[]))
    SELECT t.id::text AS "transactionId", 'topup' AS type, u.id::text AS id, NULL::int AS no, d.name
      FROM t JOIN top_up u ON t.kind = 'topup' AND u.id = t.ref JOIN distributor d ON d.id = u.distributor_id
    UNION ALL SELECT t.id::text, 'allotment', a.distributor_id::text, a.no, p.name
      FROM t JOIN allotment a ON t.kind = 'purchase' AND a.id = t.ref JOIN product p ON p.id = a.product_id
    UNION ALL SELECT t.id::text, 'recall', a.distributor_id::text, a.no, p.name
      FROM t JOIN recall r ON t.kind = 'recall' AND r.id = t.ref JOIN allotment a ON a.id = r.allotment_id JOIN product p ON p.id = a.product_id
    UNION ALL SELECT t.id::text, 'redemption', r.id::text, NULL, p.name
      FROM t JOIN redemption r ON t.kind = 'commission' AND r.id = t.ref JOIN product p ON p.id = r.product_id
    UNION ALL SELECT t.id::text, 'statement', s.id::text, s.no, d.name
      FROM t JOIN statement s ON t.kind = 'settlement' AND s.id = t.ref JOIN distributor d ON d.id = s.distributor_id
    UNION ALL SELECT t.id::text, 'payout', i.id::text, i.no, d.name
      FROM t LEFT JOIN payout_attempt a ON t.kind = 'payout' AND a.id = t.ref JOIN payout_item i ON i.id = coalesce(a.item_id, t.ref)
      JOIN distributor d ON d.id = i.distributor_id
    UNION ALL SELECT t.id::text, 'withdrawal', w.id::text, w.no, d.name
      FROM t JOIN withdrawal w ON t.kind = 'withdrawal' AND w.id = t.ref JOIN distributor d ON d.id = w.distributor_id
    UNION ALL SELECT t.id::text, 'refund', y.id::text, f.no, d.name
      FROM t JOIN refund f ON t.kind = 'refund' AND f.id = t.ref JOIN payment y ON y.id = f.payment_id JOIN distributor d ON d.id = y.distributor_id`;
  return new Map(rows.map(({ transactionId, type, ...row }) => [transactionId, { type: type!, ...row }]));
}

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
export const transactionKinds = [
  "topup",
  "purchase",
  "recall",
  "commission",
  "settlement",
  "payout",
  "withdrawal",
  "refund",
] as const;
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
