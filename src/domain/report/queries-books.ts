import { authorize } from "#domain/access/rules.ts";
import type { AccountKind } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { NumberedPage } from "#lib/page.ts";
import { accountKinds } from "./rules-books.ts";

export type TrialRow = {
  kind: AccountKind;
  accounts: number;
  openingMinor: bigint;
  debitMinor: bigint;
  creditMinor: bigint;
  closingMinor: bigint;
};

/**
 * Opening, turnover and closing per kind of account; debit positive. Every column's sums agree, or the books are broken.
 * What lies before the last day that was closed before the period is taken from that day's totals, not added up again.
 */
export async function getTrialBalance(ctx: Ctx, period: { from?: Date; to?: Date } = {}): Promise<TrialRow[]> {
  authorize(ctx, "ledger:read");
  const from = period.from ?? new Date(0);
  const to = period.to ?? new Date("9999-01-01T00:00:00Z");
  const rows = await ctx.db.$queryRaw<TrialRow[]>`
    WITH base AS (
      SELECT c.totals, (c.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS until FROM day_close c
      WHERE (c.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' <= ${from} ORDER BY c.day DESC LIMIT 1
    ), since AS (SELECT coalesce((SELECT until FROM base), 'epoch'::timestamptz) AS at),
    moved AS (
      SELECT e.account_id,
        coalesce(sum(e.amount_minor) FILTER (WHERE t.at < ${from}), 0) AS before,
        coalesce(sum(e.amount_minor) FILTER (WHERE t.at >= ${from} AND e.amount_minor > 0), 0) AS debit,
        coalesce(-sum(e.amount_minor) FILTER (WHERE t.at >= ${from} AND e.amount_minor < 0), 0) AS credit
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id, since
      WHERE t.at >= since.at AND t.at < ${to} GROUP BY 1
    ), total AS (
      SELECT a.kind::text AS kind, count(*)::int AS accounts, coalesce(sum(m.before), 0) AS before, coalesce(sum(m.debit), 0) AS debit,
        coalesce(sum(m.credit), 0) AS credit
      FROM ledger_account a LEFT JOIN moved m ON m.account_id = a.id WHERE a.currency = 'CNY' GROUP BY a.kind)
    SELECT t.kind, t.accounts, (t.before + o.minor)::bigint AS "openingMinor", t.debit::bigint AS "debitMinor", t.credit::bigint AS "creditMinor",
      (t.before + o.minor + t.debit - t.credit)::bigint AS "closingMinor"
    FROM total t CROSS JOIN LATERAL (SELECT coalesce((SELECT (b.totals -> t.kind ->> 'closing')::numeric FROM base b), 0) AS minor) o`;
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
