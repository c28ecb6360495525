import { removeUpload } from "#adapters/storage/upload-files.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { silent } from "./lease-batch.ts";

/**
 * Stops an import. What nobody works on ends at once; a running one ends after its current chunk. Vouchers imported until
 * then stay in stock: voiding the batch is another decision.
 */
export async function cancelImport(ctx: Ctx, { id }: { id: string }): Promise<{ status: "CANCELLED" | "CANCELLING" }> {
  authorize(ctx, "batch:manage");
  const { status, uploadKey } = await inTransaction(ctx, async (tx) => {
    // FOR UPDATE first: the upload's key is wanted as it was before.
    const [batch] = await tx.db.$queryRaw<{ uploadKey: string | null; idle: boolean; over: boolean }[]>`
      SELECT upload_key AS "uploadKey", status = 'QUEUED' OR (status = 'RUNNING' AND ${silent}) AS idle,
        status NOT IN ('QUEUED', 'RUNNING') AS over
      FROM batch WHERE id = ${id}::uuid FOR UPDATE`;
    if (!batch) throw new DomainError("NOT_FOUND");
    if (batch.over) throw new DomainError("TOO_LATE");
    if (batch.idle)
      await tx.db.$executeRaw`
        UPDATE batch SET status = 'CANCELLED', cancel_requested_at = now(), finished_at = now(), upload_key = NULL, lease_id = NULL
        WHERE id = ${id}::uuid`;
    else
      await tx.db.$executeRaw`UPDATE batch SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = ${id}::uuid`;
    await recordAudit(tx, { action: "batch.cancel", subject: { type: "batch", id } });
    return batch.idle
      ? { status: "CANCELLED" as const, uploadKey: batch.uploadKey }
      : { status: "CANCELLING" as const, uploadKey: null };
  });
  if (uploadKey) await removeUpload(uploadKey);
  return { status };
}
