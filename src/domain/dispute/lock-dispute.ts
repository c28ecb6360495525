import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** An open dispute, locked until the transaction ends. A distributor's other than its own is not found; a decided one is a CONFLICT. */
export async function lockDispute(tx: TxCtx, id: string) {
  const own = tx.actor.kind === "distributor" ? tx.actor.distributorId : null;
  await tx.db.$queryRaw`SELECT 1 FROM dispute WHERE id = ${id}::uuid FOR UPDATE`;
  const dispute = await tx.db.dispute.findFirst({ where: { id, ...(own ? { distributorId: own } : {}) } });
  if (!dispute) throw new DomainError("NOT_FOUND");
  if (dispute.status !== "OPEN") throw new DomainError("CONFLICT");
  return dispute;
}
