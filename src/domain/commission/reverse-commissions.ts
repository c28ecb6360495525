import { reverseTransaction } from "#domain/ledger/post-transaction.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

type Locked = { id: string; status: string };

/**
 * Takes back what a redemption froze, in the reversal's own transaction. Once any share has been settled it is TOO_LATE: that money is
 * promised. Rows are locked in id order, as settlement locks them, so one of the two waits and then sees what the other did.
 */
export async function reverseCommissions(tx: TxCtx, redemptionId: string): Promise<{ count: number }> {
  const rows = await tx.db.$queryRaw<Locked[]>`
    SELECT id::text AS id, status::text AS status FROM commission WHERE redemption_id = ${redemptionId}::uuid ORDER BY id FOR UPDATE`;
  if (rows.some((row) => row.status === "PAYABLE" || row.status === "PAID")) throw new DomainError("TOO_LATE");
  const frozen = rows.filter((row) => row.status === "FROZEN");
  if (frozen.length === 0) return { count: 0 };
  await tx.db.commission.updateMany({
    where: { id: { in: frozen.map((row) => row.id) } },
    data: { status: "REVERSED", resolvedAt: tx.now },
  });
  await reverseTransaction(tx, { kind: "commission", reference: redemptionId });
  return { count: frozen.length };
}
