import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** Whoever changes an account of a distributor locks him first: one change after another, each sees the one before. */
export async function lockPayee(tx: TxCtx, id: string, distributorId?: string) {
  const where = { id, ...(distributorId ? { distributorId } : {}) };
  const found = await tx.db.payeeAccount.findFirst({ where, select: { distributorId: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  await tx.db.$queryRaw`SELECT 1 FROM distributor WHERE id = ${found.distributorId}::uuid FOR NO KEY UPDATE`;
  return tx.db.payeeAccount.findUniqueOrThrow({ where: { id } });
}
