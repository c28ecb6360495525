import type { TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { cashAccountIdOf, type ProviderDay } from "./collect-day.ts";

/**
 * Finds each line's document among those collected and says what does not agree, in a few statements for the whole day. A document
 * takes one line of a kind, the earliest; another one is left over. Trusted: reconcileDay calls it in its transaction.
 */
export async function matchLines(tx: TxCtx, at: ProviderDay): Promise<void> {
  await byNumber(tx, at, Prisma.sql`d.out_no = l.out_no`);
  if (at.provider === "BANK") {
    await byNumber(tx, at, Prisma.sql`d.out_no = l.provider_ref`);
    await byPayee(tx, at);
  } else await byNumber(tx, at, Prisma.sql`d.ref = l.provider_ref AND l.out_no IS NULL`);
  await feesOfDocuments(tx, at);
  await judge(tx, at);
}

const linesOf = ({ provider, day }: ProviderDay): Prisma.Sql => Prisma.sql`
  provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id AND s.provider = ${provider}::"Provider" AND s.day = ${day}::date`;

const free = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM provider_statement_line o WHERE o.matched_type = d.type AND o.matched_id = d.id AND o.kind::text = d.kind)`;

async function byNumber(tx: TxCtx, at: ProviderDay, same: Prisma.Sql): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE provider_statement_line x SET matched_type = m.type, matched_id = m.document, outcome = 'MATCHED'
    FROM (
      SELECT DISTINCT ON (d.id, d.kind) l.id, d.type, d.id AS document
      FROM ${linesOf(at)} JOIN day_document d ON ${same} AND d.kind = l.kind::text
      WHERE l.matched_id IS NULL AND ${free} ORDER BY d.id, d.kind, l.at, l.id
    ) m WHERE x.id = m.id`;
}

/** Banks often print no number of ours: the same amount with the same name within two days, each once. */
async function byPayee(tx: TxCtx, at: ProviderDay): Promise<void> {
  await tx.db.$executeRaw`
    WITH line AS (
      SELECT l.id, l.kind::text AS kind, l.amount_minor, l.payee, row_number() OVER (PARTITION BY l.kind, l.amount_minor, l.payee ORDER BY l.at, l.id) AS place
      FROM ${linesOf(at)} WHERE l.matched_id IS NULL AND l.payee IS NOT NULL
    ), document AS (
      SELECT d.type, d.id, d.kind, d.amount, d.payee_names[1] AS name,
        row_number() OVER (PARTITION BY d.kind, d.amount, d.payee_names[1] ORDER BY d.at, d.id) AS place
      FROM day_document d WHERE d.done AND d.payee_names IS NOT NULL AND ${free})
    UPDATE provider_statement_line x SET matched_type = d.type, matched_id = d.id, outcome = 'MATCHED'
    FROM line l JOIN document d ON d.kind = l.kind AND d.amount = l.amount_minor AND d.name = l.payee AND d.place = l.place WHERE x.id = l.id`;
}

/** A fee told on a line of its own belongs to what it is the fee of. */
async function feesOfDocuments(tx: TxCtx, at: ProviderDay): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE provider_statement_line x SET matched_type = m.matched_type, matched_id = m.matched_id, outcome = 'MATCHED'
    FROM (
      SELECT DISTINCT ON (l.id) l.id, o.matched_type, o.matched_id FROM ${linesOf(at)}
      JOIN provider_statement_line o ON o.provider = l.provider AND o.out_no = l.out_no AND o.kind <> 'FEE' AND o.matched_type <> 'posting'
      WHERE l.kind = 'FEE' AND l.matched_id IS NULL ORDER BY l.id, o.at
    ) m WHERE x.id = m.id`;
}

/** What a person booked for a line, unless that was undone; he may change his mind a few times. */
export const bookedFor = (account: string, lineId: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((
  SELECT sum(e.amount_minor) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.account_id = ${account}::uuid
  WHERE t.kind IN ('reconciliation', 'reconciliation.reversal')
    AND t.reference IN (${lineId}::text, ${lineId} || '#2', ${lineId} || '#3', ${lineId} || '#4')), 0)`;

/**
 * Whether a line's payee (columns payee and payee_hash of `line`) is ours: by the account's number where both have it, else by name or
 * masked number, of which a provider may show only a part. A line that names nobody contradicts nobody. Arguments are column names.
 */
export const samePayee = (line: string, hash: string, names: string): Prisma.Sql => {
  const [payee, told] = [Prisma.raw(`${line}.payee`), Prisma.raw(`${line}.payee_hash`)];
  return Prisma.sql`CASE WHEN ${told} IS NOT NULL AND ${Prisma.raw(hash)} IS NOT NULL THEN ${told} = ${Prisma.raw(hash)}
    WHEN ${payee} IS NULL OR ${Prisma.raw(names)} IS NULL THEN true
    ELSE EXISTS (SELECT 1 FROM unnest(${Prisma.raw(names)}) AS name
      WHERE name LIKE regexp_replace(replace(replace(${payee}, '_', '\\_'), '%', '\\%'), '[*•]+', '%', 'g')) END`;
};

/** Says of every line of the day what does not agree; what a person booked for it is taken into account. */
async function judge(tx: TxCtx, at: ProviderDay): Promise<void> {
  const account = cashAccountIdOf(at.provider);
  await tx.db.$executeRaw`
    WITH told AS MATERIALIZED (
      SELECT l.id, l.kind, l.matched_type, l.matched_id, l.amount_minor AS amount, l.payee, l.payee_hash, d.amount AS our_amount, d.fee AS our_fee,
        d.done, d.payee_names, d.payee_hash AS our_hash, ${bookedFor(account, Prisma.sql`l.id`)} AS booked,
        l.fee_minor - coalesce((SELECT sum(f.amount_minor) FROM provider_statement_line f
          WHERE f.kind = 'FEE' AND f.matched_type = l.matched_type AND f.matched_id = l.matched_id AND l.kind <> 'FEE'), 0) AS fee
      FROM ${linesOf(at)} LEFT JOIN day_document d ON d.id = l.matched_id AND d.kind = l.kind::text
    ), said AS (
      SELECT *, CASE WHEN our_amount IS NULL THEN '{}'::text[] ELSE array_remove(ARRAY[
        CASE WHEN NOT done THEN 'state' END,
        CASE WHEN amount <> our_amount AND NOT settled THEN 'amount' END,
        CASE WHEN fee <> our_fee AND NOT settled THEN 'fee' END,
        CASE WHEN kind = 'PAYOUT' AND our_amount IS NOT NULL AND NOT ${samePayee("t", "our_hash", "payee_names")} THEN 'payee' END
      ], NULL) END AS difference
      FROM (SELECT *, booked <> 0 AND (amount - fee) - (our_amount - our_fee) = booked AS settled FROM told) t)
    UPDATE provider_statement_line x SET difference = s.difference,
      outcome = CASE WHEN s.matched_id IS NULL THEN 'EXTRA' WHEN s.difference = '{}' THEN 'MATCHED' ELSE 'DIFFERENT' END::"ProviderLineOutcome"
    FROM said s WHERE x.id = s.id AND (x.difference, x.outcome::text) IS DISTINCT FROM (s.difference,
      CASE WHEN s.matched_id IS NULL THEN 'EXTRA' WHEN s.difference = '{}' THEN 'MATCHED' ELSE 'DIFFERENT' END)`;
}
