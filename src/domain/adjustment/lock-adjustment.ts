import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** The adjustment, locked until the transaction ends; CONFLICT when it is decided already. */
export async function lockAdjustment(tx: TxCtx, id: string) {
  await tx.db.$queryRaw`SELECT 1 FROM adjustment WHERE id = ${id}::uuid FOR UPDATE`;
  const adjustment = await tx.db.adjustment.findUnique({ where: { id } });
  if (!adjustment) throw new DomainError("NOT_FOUND");
  if (adjustment.status !== "REQUESTED") throw new DomainError("CONFLICT");
  return adjustment;
}
