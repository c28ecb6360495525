import { reverseTransactions } from "#domain/ledger/post-transaction.ts";
import type { TxCtx } from "#lib/context.ts";

type Released = { id: string; statementId: string | null; withdrawalId: string | null };

/** Nothing of a batch was sent: its items are cancelled and their documents can be paid by another. Trusted; the batch is locked. */
export async function releaseItems(tx: TxCtx, batchId: string, reason: string): Promise<number> {
  const items = await tx.db.$queryRaw<Released[]>`
    UPDATE payout_item SET status = 'CANCELLED', reason = ${reason}, updated_at = ${tx.now} WHERE id IN (
      SELECT id FROM payout_item WHERE batch_id = ${batchId}::uuid AND status IN ('PREPARED', 'HELD') ORDER BY id FOR UPDATE)
    RETURNING id::text AS id, statement_id::text AS "statementId", withdrawal_id::text AS "withdrawalId"`;
  const statements = items.flatMap((item) => (item.statementId ? [item.statementId] : []));
  const withdrawals = items.flatMap((item) => (item.withdrawalId ? [item.withdrawalId] : []));
  await tx.db.$executeRaw`
    UPDATE statement SET status = 'PAYABLE' WHERE id IN (
      SELECT id FROM statement WHERE id = ANY (${statements}::uuid[]) ORDER BY id FOR UPDATE)`;
  await tx.db.$executeRaw`
    UPDATE withdrawal SET status = 'APPROVED' WHERE id IN (
      SELECT id FROM withdrawal WHERE id = ANY (${withdrawals}::uuid[]) ORDER BY id FOR UPDATE)`;
  const reserved = items.filter((item) => item.statementId).map((item) => item.id);
  await reverseTransactions(tx, "payout.reserve", reserved, reason);
  return items.length;
}
