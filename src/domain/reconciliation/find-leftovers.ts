import type { TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { cashAccountIdOf, type ProviderDay } from "./collect-day.ts";
import { bookedFor } from "./match-lines.ts";
import { graceMs, midnightMs } from "./rules.ts";

/** Trusted: reconcileDay calls these in its transaction, after the day is collected and its lines are matched. */
const MOST = 10_000;

export type Missing = { type: string; id: string; subjectId: string; kind: string; outNo: string; amountMinor: bigint; at: Date };

const lineless = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM provider_statement_line o WHERE o.matched_type = d.type AND o.matched_id = d.id AND o.kind::text = d.kind)`;
const told = ({ provider, day }: ProviderDay) => Prisma.sql`d.kind = ANY (
  SELECT unnest(s.covers)::text FROM provider_statement s WHERE s.provider = ${provider}::"Provider" AND s.day = ${day}::date)`;

/** Ours only. What happened just before midnight may stand on the provider's next day, and is given time for that. */
export function findMissing(tx: TxCtx, at: ProviderDay): Promise<Missing[]> {
  const { provider, day, from, to } = at;
  const late = new Date(to.getTime() - midnightMs);
  const over = tx.now.getTime() - to.getTime() > graceMs;
  return tx.db.$queryRaw<Missing[]>`
    SELECT d.type, d.id::text, d.subject::text AS "subjectId", d.kind, d.out_no AS "outNo", d.amount AS "amountMinor", d.at FROM day_document d
    WHERE d.done AND d.at >= ${from} AND d.at < ${to} AND ${lineless} AND ${told(at)}
      AND (d.at < ${late} OR ${over} OR EXISTS (
        SELECT 1 FROM provider_statement s WHERE s.provider = ${provider}::"Provider" AND s.day = ${day}::date + 1))
    ORDER BY d.at, d.id LIMIT ${MOST}`;
}

/** A movement in the books without a document (`transactionId`), or a document that is booked with another amount or not at all. */
export type LedgerGap = {
  type: string | null;
  id: string | null;
  subjectId: string | null;
  kind: string;
  transactionId: string | null;
  expectedMinor: bigint;
  postedMinor: bigint;
};

const ofTheDay = ({ provider, day, from, to }: ProviderDay) => Prisma.sql`(
  (d.at >= ${from} AND d.at < ${to}) OR (d.txn, d.reference) IN (SELECT kind, reference FROM day_posting)
  OR (d.id, d.kind) IN (SELECT l.matched_id, l.kind::text FROM provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id
    WHERE s.provider = ${provider}::"Provider" AND s.day = ${day}::date AND l.matched_id IS NOT NULL))`;

export function findGaps(tx: TxCtx, at: ProviderDay): Promise<LedgerGap[]> {
  return tx.db.$queryRaw<LedgerGap[]>`
    SELECT d.type, d.id::text, d.subject::text AS "subjectId", d.kind, NULL AS "transactionId", d.amount - d.fee AS "expectedMinor", coalesce(d.posted, 0) AS "postedMinor"
    FROM day_document d WHERE d.done AND coalesce(d.posted, 0) <> d.amount - d.fee AND ${ofTheDay(at)}
    UNION ALL
    SELECT NULL, NULL, NULL, p.kind, p.id::text, 0::bigint, p.minor FROM day_posting p
    WHERE p.minor <> 0 AND (p.kind, p.reference) NOT IN (SELECT txn, reference FROM day_document WHERE done)
    LIMIT ${MOST}`;
}

export type DaySums = { providerMinor: bigint; documentMinor: bigint; ledgerMinor: bigint };

/** The same money from three sides: what the provider's lines move, what our documents say, what the books hold for them. */
export async function sumDay(tx: TxCtx, at: ProviderDay): Promise<DaySums> {
  const { provider, day, from, to } = at;
  const account = cashAccountIdOf(provider);
  const [row] = await tx.db.$queryRaw<DaySums[]>`
    WITH line AS MATERIALIZED (
      SELECT l.kind::text AS kind, l.matched_type, l.matched_id, l.amount_minor - l.fee_minor AS net, ${bookedFor(account, Prisma.sql`l.id`)} AS booked
      FROM provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id
      WHERE s.provider = ${provider}::"Provider" AND s.day = ${day}::date
    ), mine AS (
      SELECT coalesce(sum(d.amount - d.fee), 0) AS minor, coalesce(sum(d.posted), 0) AS posted FROM day_document d
      WHERE d.done AND ((d.id, d.kind) IN (SELECT matched_id, kind FROM line WHERE matched_id IS NOT NULL)
        OR (d.at >= ${from} AND d.at < ${to} AND ${lineless} AND ${told(at)}))
    ), told AS (SELECT coalesce(sum(net), 0) AS minor, coalesce(sum(booked), 0) AS booked FROM line),
    stray AS (SELECT coalesce(sum(minor), 0) AS minor FROM day_posting WHERE (kind, reference) NOT IN (SELECT txn, reference FROM day_document WHERE done))
    SELECT told.minor::bigint AS "providerMinor", (mine.minor + told.booked)::bigint AS "documentMinor",
      (mine.posted + told.booked + stray.minor)::bigint AS "ledgerMinor" FROM told, mine, stray`;
  return row!;
}
