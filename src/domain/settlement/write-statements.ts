import type { Posting } from "#domain/ledger/post-transaction.ts";
import type { Line } from "#domain/ledger/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Draft, Due } from "./rules-draft.ts";

/** A statement about to be made: what it comes to, and the rows that are its lines. */
export type NewStatement = Due & Draft & { openingMinor: bigint; commissionIds: string[]; adjustmentIds: string[] };
export type MadeStatement = NewStatement & { id: string; no: number };

/**
 * Writes the statements and points their locked lines at them, in one statement of the database for all. A statement that pays nothing
 * out is paid as it is made, and its lines with it. Trusted: only a settlement run calls it.
 */
export async function writeStatements(tx: TxCtx, settlementId: string, drafts: NewStatement[]): Promise<MadeStatement[]> {
  const made = drafts.map((draft) => ({ ...draft, id: newId(tx.now.getTime()) }));
  const text = (of: (one: (typeof made)[number]) => bigint) => made.map((one) => String(of(one)));
  const lines = made.flatMap(({ id, commissionIds }) => commissionIds.map((line) => [line, id] as const));
  const adjustments = made.flatMap(({ id, adjustmentIds }) => adjustmentIds.map((line) => [line, id] as const));
  const rows = await tx.db.$queryRaw<{ id: string; no: number; lines: number; adjustments: number }[]>`
    WITH draft AS (
      SELECT * FROM unnest(${made.map(({ id }) => id)}::uuid[], ${made.map((one) => one.distributorId)}::uuid[],
        ${text((one) => one.totalMinor)}::text[]::bigint[], ${made.map((one) => one.lineCount)}::int[],
        ${text((one) => one.adjustmentMinor)}::text[]::bigint[], ${text((one) => one.taxMinor)}::text[]::bigint[],
        ${text((one) => one.offsetMinor)}::text[]::bigint[], ${text((one) => one.netMinor)}::text[]::bigint[],
        ${text((one) => one.openingMinor)}::text[]::bigint[], ${made.map((one) => JSON.stringify(one.taxBasis))}::text[]::jsonb[])
        AS d(id, distributor_id, total_minor, line_count, adjustment_minor, tax_minor, offset_minor, net_minor, opening_minor, tax_basis)
    ), made AS (
      INSERT INTO statement (id, settlement_id, distributor_id, total_minor, line_count, adjustment_minor, tax_minor, offset_minor, net_minor,
        opening_minor, closing_minor, tax_basis, status, paid_at, created_at)
      SELECT id, ${settlementId}::uuid, distributor_id, total_minor, line_count, adjustment_minor, tax_minor, offset_minor, net_minor,
        opening_minor, opening_minor + net_minor, tax_basis,
        CASE net_minor WHEN 0 THEN 'PAID' ELSE 'PAYABLE' END::"StatementStatus", CASE net_minor WHEN 0 THEN ${tx.now}::timestamptz END, ${tx.now}
      FROM draft ORDER BY distributor_id RETURNING id, no
    ), moved AS (
      UPDATE commission c SET status = 'PAYABLE', statement_id = l.statement_id, resolved_at = ${tx.now}
      FROM unnest(${lines.map(([line]) => line)}::uuid[], ${lines.map(([, id]) => id)}::uuid[]) AS l(id, statement_id)
      WHERE c.id = l.id RETURNING c.statement_id
    ), adjusted AS (
      UPDATE adjustment a SET statement_id = l.statement_id
      FROM unnest(${adjustments.map(([line]) => line)}::uuid[], ${adjustments.map(([, id]) => id)}::uuid[]) AS l(id, statement_id)
      WHERE a.id = l.id RETURNING a.statement_id
    )
    SELECT id::text AS id, no, (SELECT count(*) FROM moved WHERE statement_id = made.id)::int AS lines,
      (SELECT count(*) FROM adjusted WHERE statement_id = made.id)::int AS adjustments FROM made`;
  const found = new Map(rows.map((row) => [row.id, row]));
  await payAtOnce(
    tx,
    made.filter((one) => one.netMinor === 0n).map((one) => one.id),
  );
  return made.map((one) => {
    const row = found.get(one.id);
    if (row?.lines !== one.commissionIds.length || row.adjustments !== one.adjustmentIds.length) {
      throw new Error(`the statement of ${one.distributorId} did not get its lines`);
    }
    return { ...one, no: row.no };
  });
}

async function payAtOnce(tx: TxCtx, statementIds: string[]): Promise<void> {
  if (statementIds.length === 0) return;
  await tx.db.$executeRaw`UPDATE commission SET status = 'PAID' WHERE statement_id = ANY (${statementIds}::uuid[])`;
}

/** FROZEN gives up what was earned: to the tax office, to what he owes us, and the rest to what we owe him. */
export function settlementPosting(statement: MadeStatement): Posting {
  const { id, distributorId: ownerId, totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor } = statement;
  const lines: Line[] = [
    { account: { kind: "COMMISSION_FROZEN", ownerId }, debitMinor: totalMinor + adjustmentMinor },
    { account: { kind: "TAX_WITHHELD" }, creditMinor: taxMinor },
    { account: { kind: "RECEIVABLE", ownerId }, creditMinor: offsetMinor },
    { account: { kind: "COMMISSION_PAYABLE", ownerId }, creditMinor: netMinor },
  ];
  return { kind: "settlement", reference: id, lines: lines.filter((line) => !("creditMinor" in line) || line.creditMinor > 0n) };
}
