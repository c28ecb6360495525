import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { WithdrawalStatus } from "./schema.ts";

export type LockedWithdrawal = {
  id: string;
  no: number;
  distributorId: string;
  amountMinor: bigint;
  status: WithdrawalStatus;
};

/** Every step of a withdrawal locks it first, so they take turns. Somebody else's is not found. */
export async function lockWithdrawal(tx: TxCtx, id: string, distributorId?: string): Promise<LockedWithdrawal> {
  const [row] = await tx.db.$queryRaw<LockedWithdrawal[]>`
    SELECT id::text AS id, no, distributor_id::text AS "distributorId", amount_minor AS "amountMinor", status::text AS status
    FROM withdrawal WHERE id = ${id}::uuid FOR UPDATE`;
  if (!row || (distributorId && row.distributorId !== distributorId)) throw new DomainError("NOT_FOUND");
  return row;
}
