import { accountId } from "#domain/ledger/rules.ts";
import { cashAccountOf, type ProviderName } from "#domain/provider/rules.ts";
import type { Ctx, TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";

/** A provider's day: `from` and `to` bound it in time. */
export type ProviderDay = { provider: ProviderName; day: Date; from: Date; to: Date };

/** The account on which a provider's money stands. */
export const cashAccountIdOf = (provider: ProviderName): string => accountId({ kind: cashAccountOf(provider) });

/**
 * Gathers, once for a comparison, everything of ours that can have to do with a provider's day, into two tables of this transaction:
 * day_posting, what moved on his account in the books, and day_document, one shape for payments, refunds, payouts and returns:
 * amount in positive, out negative; fee what he keeps; done: we hold it for done; posted: what the books hold for it;
 * subject: the id of the page that shows it.
 * A document is a candidate when a line names it, when it happened on that day, or when a posting of that day is its own.
 */
export async function collectDay(tx: TxCtx, at: ProviderDay): Promise<void> {
  await tx.db
    .$executeRaw`CREATE TEMP TABLE IF NOT EXISTS day_posting (id uuid, kind text, reference text, minor bigint) ON COMMIT DROP`;
  await tx.db.$executeRaw`CREATE TEMP TABLE IF NOT EXISTS day_document (
    type text, id uuid, kind text, out_no text, ref text, amount bigint, fee bigint, at timestamptz, done boolean, txn text, reference text,
    payee_names text[], payee_hash bytea, subject uuid, posted bigint) ON COMMIT DROP`;
  await tx.db.$executeRaw`DELETE FROM day_posting`;
  await tx.db.$executeRaw`DELETE FROM day_document`;
  const account = cashAccountIdOf(at.provider);
  await tx.db.$executeRaw`
    INSERT INTO day_posting SELECT t.id, t.kind, t.reference, sum(e.amount_minor) FROM ledger_transaction t
    JOIN ledger_entry e ON e.transaction_id = t.id AND e.account_id = ${account}::uuid
    WHERE t.at >= ${at.from} AND t.at < ${at.to} AND t.kind NOT IN ('reconciliation', 'reconciliation.reversal') GROUP BY t.id`;
  await tx.db.$executeRaw`
    WITH line AS MATERIALIZED (
      SELECT l.kind::text AS kind, l.out_no, l.provider_ref AS ref, l.matched_type, l.matched_id FROM provider_statement_line l
      JOIN provider_statement s ON s.id = l.statement_id WHERE s.provider = ${at.provider}::"Provider" AND s.day = ${at.day}::date
    ), document AS (${documentsOf(at)})
    INSERT INTO day_document SELECT d.*, (
      SELECT sum(e.amount_minor) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.account_id = ${account}::uuid
      WHERE t.kind = d.txn AND t.reference = d.reference) FROM document d`;
  await tx.db.$executeRaw`ANALYZE day_posting`;
  await tx.db.$executeRaw`ANALYZE day_document`;
}

/** Whether anything of ours moved there on that day. */
export async function hasMovements(ctx: Pick<Ctx, "db">, { provider, from, to }: ProviderDay): Promise<boolean> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 AS one FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
    WHERE t.at >= ${from} AND t.at < ${to} AND e.account_id = ${cashAccountIdOf(provider)}::uuid LIMIT 1`;
  return rows.length > 0;
}

function documentsOf(at: ProviderDay): Prisma.Sql {
  return Prisma.join([payouts(at), ...(at.provider === "BANK" ? [transfers(at)] : [payments(at), refunds(at)])], " UNION ALL ");
}

/** Ids of postings of that day, where they are ids. */
const postedAs = (kind: string) => Prisma.sql`(
  SELECT CASE WHEN reference ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN reference::uuid END AS id FROM day_posting WHERE kind = ${kind})`;

function payments({ provider, from, to }: ProviderDay): Prisma.Sql {
  const mine = Prisma.sql`p.provider = ${provider}::"Provider"`;
  return Prisma.sql`
    SELECT 'payment', p.id, 'PAYMENT', p.out_no, p.provider_ref, p.amount_minor, p.fee_minor, p.paid_at, p.state = 'PAID', 'topup', p.subject_id::text,
      NULL::text[], NULL::bytea, p.id
    FROM payment p WHERE p.id IN (
      SELECT p.id FROM line l JOIN payment p ON ${mine} AND p.out_no = l.out_no
      UNION SELECT p.id FROM line l JOIN payment p ON ${mine} AND p.provider_ref = l.ref AND l.out_no IS NULL
      UNION SELECT matched_id FROM line WHERE matched_type = 'payment'
      UNION SELECT p.id FROM payment p WHERE ${mine} AND p.state = 'PAID' AND p.paid_at >= ${from} AND p.paid_at < ${to}
      UNION SELECT p.id FROM ${postedAs("topup")} t JOIN payment p ON p.subject_id = t.id AND ${mine})`;
}

function refunds({ provider, from, to }: ProviderDay): Prisma.Sql {
  const mine = Prisma.sql`r.provider = ${provider}::"Provider"`;
  return Prisma.sql`
    SELECT 'refund', r.id, 'REFUND', r.out_no, r.provider_ref, -r.amount_minor, 0, r.done_at, r.state = 'DONE', 'refund', r.id::text,
      NULL::text[], NULL::bytea, r.id
    FROM refund r WHERE r.id IN (
      SELECT r.id FROM line l JOIN refund r ON ${mine} AND r.out_no = l.out_no
      UNION SELECT matched_id FROM line WHERE matched_type = 'refund'
      UNION SELECT r.id FROM refund r WHERE ${mine} AND r.state = 'DONE' AND r.done_at >= ${from} AND r.done_at < ${to}
      UNION SELECT r.id FROM ${postedAs("refund")} t JOIN refund r ON r.id = t.id AND ${mine})`;
}

/** Bank transfers are known by the reference that a person recorded. */
function transfers({ from, to }: ProviderDay): Prisma.Sql {
  const mine = Prisma.sql`u.method = 'BANK' AND u.status = 'CONFIRMED'`;
  return Prisma.sql`
    SELECT 'topup', u.id, 'PAYMENT', u.bank_reference, NULL, u.amount_minor, 0, u.decided_at, true, 'topup', u.id::text, ARRAY[d.name], NULL::bytea, u.id
    FROM top_up u JOIN distributor d ON d.id = u.distributor_id WHERE u.id IN (
      SELECT u.id FROM line l JOIN top_up u ON ${mine} AND u.bank_reference IN (l.out_no, l.ref)
      UNION SELECT matched_id FROM line WHERE matched_type = 'topup'
      UNION SELECT u.id FROM top_up u WHERE ${mine} AND u.decided_at >= ${from}::timestamptz - interval '2 days' AND u.decided_at < ${to}::timestamptz + interval '2 days'
      UNION SELECT u.id FROM ${postedAs("topup")} t JOIN top_up u ON u.id = t.id AND ${mine})`;
}

/** When a payout or its return happened is when it was booked, which is when we learnt it. */
function payouts({ provider, from, to }: ProviderDay): Prisma.Sql {
  const mine = Prisma.sql`a.provider = ${provider}::"Provider"`;
  const near = provider === "BANK" ? Prisma.sql`interval '2 days'` : Prisma.sql`interval '0'`;
  const chosen = Prisma.sql`a.id IN (
      SELECT a.id FROM line l JOIN payout_attempt a ON ${mine} AND a.out_no = l.out_no
      UNION SELECT matched_id FROM line WHERE matched_type = 'payout'
      UNION SELECT a.id FROM payout_attempt a WHERE ${mine} AND a.state IN ('PAID', 'RETURNED')
        AND a.resolved_at >= ${from}::timestamptz - ${near} AND a.resolved_at < ${to}::timestamptz + ${near}
      UNION SELECT a.id FROM (SELECT * FROM ${postedAs("payout")} x UNION SELECT * FROM ${postedAs("payout.reversal")} y) t
        JOIN payout_attempt a ON a.id = t.id AND ${mine})`;
  return Prisma.sql`
    SELECT 'payout' AS type, a.id, 'PAYOUT' AS kind, a.out_no, a.provider_ref AS ref, -a.amount_minor AS amount, a.fee_minor AS fee,
      coalesce(t.at, a.resolved_at) AS at, a.state IN ('PAID', 'RETURNED') AS done, 'payout' AS txn, a.id::text AS reference,
      ARRAY[y.holder_name, y.number_masked] AS payee_names, y.number_hash AS payee_hash, a.item_id AS subject
    FROM payout_attempt a JOIN payee_account y ON y.id = a.payee_account_id
      LEFT JOIN ledger_transaction t ON t.kind = 'payout' AND t.reference = a.id::text
    WHERE ${chosen}
    UNION ALL
    SELECT 'payout', a.id, 'RETURN', a.out_no, a.provider_ref, a.amount_minor, -a.fee_minor, coalesce(t.at, a.resolved_at), true,
      'payout.reversal', a.id::text, NULL::text[], NULL::bytea, a.item_id
    FROM payout_attempt a LEFT JOIN ledger_transaction t ON t.kind = 'payout.reversal' AND t.reference = a.id::text
    WHERE a.state = 'RETURNED' AND ${chosen}`;
}
