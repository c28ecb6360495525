import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { BatchStatus, PayoutProviderKey } from "./rules.ts";

export type LockedBatch = {
  id: string;
  no: number;
  provider: PayoutProviderKey;
  status: BatchStatus;
  preparedById: string;
  fileNo: string | null;
};

/** Who decides on a batch locks it first; items are locked after it. */
export async function lockBatch(tx: TxCtx, id: string): Promise<LockedBatch> {
  const [batch] = await tx.db.$queryRaw<LockedBatch[]>`
    SELECT id::text AS id, no, provider::text AS provider, status::text AS status, prepared_by_id::text AS "preparedById", file_no AS "fileNo"
    FROM payout_batch WHERE id = ${id}::uuid FOR UPDATE`;
  if (!batch) throw new DomainError("NOT_FOUND");
  return batch;
}
