import { authorize } from "#domain/access/rules.ts";
import type { AccountKind } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { isId } from "#lib/ids.ts";
import { type Document, documentsOf } from "./queries-documents.ts";
import { accountKinds } from "./rules-books.ts";

export type BookEntry = {
  id: bigint;
  transactionId: string;
  accountId: string;
  accountKind: AccountKind;
  ownerName: string | null;
  kind: string;
  reference: string;
  memo: string | null;
  at: Date;
  /** Debit positive, credit negative. */
  amountMinor: bigint;
  /** What we owe after it; null on the platform's own accounts. */
  balanceAfterMinor: bigint | null;
  document: Document | null;
};
export type BookFilter = {
  accountId?: string;
  kind?: string;
  side?: string;
  from?: Date;
  to?: Date;
  after?: string | null;
  limit?: number;
};

/** Entries, newest first: of one account, of a kind of accounts, or all; `after` is the id of the last one seen. */
export async function listBookEntries(ctx: Ctx, filter: BookFilter): Promise<{ items: BookEntry[]; next: string | null }> {
  authorize(ctx, "ledger:read");
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 1000);
  const kind = accountKinds.find((one) => one === filter.kind);
  const parts = [Prisma.sql`TRUE`];
  if (filter.accountId)
    parts.push(isId(filter.accountId) ? Prisma.sql`e.account_id = ${filter.accountId}::uuid` : Prisma.sql`FALSE`);
  if (kind) parts.push(Prisma.sql`a.kind = ${kind}::"LedgerAccountKind"`);
  if (filter.side === "debit") parts.push(Prisma.sql`e.amount_minor > 0`);
  if (filter.side === "credit") parts.push(Prisma.sql`e.amount_minor < 0`);
  if (filter.from) parts.push(Prisma.sql`t.at >= ${filter.from}`);
  if (filter.to) parts.push(Prisma.sql`t.at < ${filter.to}`);
  if (filter.after && /^\d{1,18}$/.test(filter.after)) parts.push(Prisma.sql`e.id < ${BigInt(filter.after)}`);
  const rows = await ctx.db.$queryRaw<Omit<BookEntry, "document">[]>`
    SELECT e.id, t.id::text AS "transactionId", a.id::text AS "accountId", a.kind::text AS "accountKind", d.name AS "ownerName", t.kind, t.reference,
      t.memo, t.at, e.amount_minor AS "amountMinor", e.balance_after_minor AS "balanceAfterMinor"
    FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id JOIN ledger_account a ON a.id = e.account_id
    LEFT JOIN distributor d ON d.id = a.owner_id
    WHERE ${Prisma.join(parts, " AND ")} ORDER BY e.id DESC LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const documents = await documentsOf(
    ctx,
    shown.map((row) => row.transactionId),
  );
  const items = shown.map((row) => ({ ...row, document: documents.get(row.transactionId) ?? null }));
  return { items, next: rows.length > limit ? String(items.at(-1)!.id) : null };
}
