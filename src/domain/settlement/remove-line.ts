import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type Amounts, withoutLine } from "./rules-draft.ts";
import type { TaxBasis } from "./rules-tax.ts";

type Locked = Amounts & {
  no: number;
  status: string;
  taxBasis: TaxBasis | null;
  openingMinor: bigint;
};
export type RemovedLine = { amountMinor: bigint; netMinor: bigint; taxMinor: bigint; offsetMinor: bigint; statementNo: number };

/**
 * Takes one line off a statement that nobody pays yet: the commission is frozen again, the statement is its next revision, without the
 * line's tax, and an invoice sent for it no longer fits. Answers what left each account. Trusted: the caller has authorized and posts.
 */
export async function removeLine(
  tx: TxCtx,
  at: { statementId: string; commissionId: string; distributorId: string },
): Promise<RemovedLine> {
  const statement = await lockPayable(tx, at);
  const [line] = await tx.db.$queryRaw<{ amountMinor: bigint; clawedBack: boolean }[]>`
    SELECT c.amount_minor AS "amountMinor", EXISTS (SELECT 1 FROM clawback k WHERE k.commission_id = c.id) AS "clawedBack"
    FROM commission c WHERE c.id = ${at.commissionId}::uuid AND c.statement_id = ${at.statementId}::uuid FOR UPDATE OF c`;
  if (!line) throw new DomainError("NOT_FOUND");
  // Its redemption was reversed: it is owed back already, whatever its amount should have been.
  if (line.clawedBack) throw new DomainError("CONFLICT");
  const after = withoutLine(statement, line.amountMinor);
  await tx.db.commission.update({
    where: { id: at.commissionId },
    data: { status: "FROZEN", statementId: null, resolvedAt: null },
  });
  const { totalMinor, taxMinor, offsetMinor, netMinor } = after;
  const paid = netMinor === 0n;
  await tx.db.statement.update({
    where: { id: at.statementId },
    data: {
      ...{ totalMinor, taxMinor, offsetMinor, netMinor, closingMinor: statement.openingMinor + netMinor },
      ...{ lineCount: { decrement: 1 }, revision: { increment: 1 } },
      ...(paid ? { status: "PAID" as const, paidAt: tx.now } : {}),
    },
  });
  if (paid) await tx.db.commission.updateMany({ where: { statementId: at.statementId }, data: { status: "PAID" } });
  await tx.db.statementInvoice.updateMany({
    where: { statementId: at.statementId, status: { not: "REJECTED" } },
    data: { status: "REJECTED", decidedAt: tx.now, rejectReason: null },
  });
  return {
    ...{ amountMinor: line.amountMinor, netMinor: statement.netMinor - netMinor, statementNo: statement.no },
    ...{ taxMinor: statement.taxMinor - taxMinor, offsetMinor: statement.offsetMinor - offsetMinor },
  };
}

/** Whoever prepares a payout locks the statement too, so one of the two comes first. */
async function lockPayable(tx: TxCtx, { statementId, distributorId }: { statementId: string; distributorId: string }) {
  const [statement] = await tx.db.$queryRaw<Locked[]>`
    SELECT s.no, s.status::text AS status, s.total_minor AS "totalMinor", s.adjustment_minor AS "adjustmentMinor", s.tax_minor AS "taxMinor",
      s.offset_minor AS "offsetMinor", s.net_minor AS "netMinor", s.opening_minor AS "openingMinor", s.tax_basis AS "taxBasis"
    FROM statement s WHERE s.id = ${statementId}::uuid AND s.distributor_id = ${distributorId}::uuid FOR UPDATE`;
  if (!statement) throw new DomainError("NOT_FOUND");
  const live = await tx.db.payoutItem.count({ where: { statementId, status: { notIn: ["CANCELLED", "RETURNED"] } } });
  if (statement.status !== "PAYABLE" || live > 0) throw new DomainError("TOO_LATE");
  return statement;
}
