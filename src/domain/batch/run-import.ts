import { removeUpload } from "#adapters/storage/upload-files.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { commitChunk } from "./commit-chunk.ts";
import { type Leased, takeLease } from "./lease-batch.ts";
import { readChunks } from "./read-chunks.ts";

/** LOST: another run has taken over. */
export type ImportOutcome = { status: "DONE" | "CANCELLED" | "FAILED" | "LOST"; rows: number };

/**
 * The worker's job: takes a queued batch to its end, one transaction per chunk with the progress in it. Killed anywhere, the
 * next run goes on after the last chunk that was committed. Two runs at once: the second is told BUSY, or takes over when
 * the first has not been heard of for a while; the first then finds its lease gone and stops.
 */
export async function runImport(ctx: Ctx, { importId }: { importId: string }): Promise<ImportOutcome> {
  authorize(ctx, "batch:manage");
  const batch = await takeLease(ctx.db, importId, newId());
  if (!batch) return whenNotTaken(ctx, importId);
  const started = Date.now();
  try {
    const outcome = await work(ctx, batch);
    log.info({ importId, ...outcome, resumedAt: batch.rowCount, ms: Date.now() - started }, "import ended");
    return outcome;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error; // the queue tries again; the lease runs out by itself
    log.warn({ importId, errorCode: error.code, details: error.details }, "import failed");
    return finish(ctx, batch, "FAILED", String(error.details.reason ?? error.code));
  }
}

/** Over already: fine. In somebody else's hands: the queue asks again later. */
async function whenNotTaken(ctx: Ctx, id: string): Promise<ImportOutcome> {
  const batch = await ctx.db.batch.findUnique({ where: { id }, select: { status: true, rowCount: true } });
  if (!batch) throw new DomainError("NOT_FOUND");
  const { status, rowCount: rows } = batch;
  if (status === "DONE" || status === "CANCELLED" || status === "FAILED") return { status, rows };
  throw new DomainError(status === "UPLOADED" ? "CONFLICT" : "BUSY");
}

async function work(ctx: Ctx, batch: Leased): Promise<ImportOutcome> {
  const chunks = readChunks(ctx, batch);
  let rows = batch.rowCount;
  let coming = chunks.next(); // read and sealed while the database takes the one before
  try {
    for (;;) {
      const { value: chunk, done } = await coming;
      if (done) return await finish(ctx, batch, "DONE");
      coming = chunks.next();
      coming.catch(() => undefined); // looked at in the next round
      const kept = await inTransaction(ctx, (tx) => commitChunk(tx, batch, rows, chunk));
      if (!kept) return { status: "LOST", rows };
      rows += chunk.rows;
      if (kept.cancelled) return await finish(ctx, batch, "CANCELLED");
    }
  } finally {
    await coming.catch(() => undefined);
    await chunks.return(undefined);
  }
}

/** What was imported stays in stock, also of a batch that was cancelled or failed; the upload is not needed any more. */
async function finish(ctx: Ctx, batch: Leased, status: "DONE" | "CANCELLED" | "FAILED", reason?: string): Promise<ImportOutcome> {
  const rows = await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ rows: number; imported: number; duplicate: number; refused: number }[]>`
      UPDATE batch SET status = ${status}::"BatchStatus", finished_at = now(), error = ${reason ?? null}, upload_key = NULL, lease_id = NULL
      WHERE id = ${batch.id}::uuid AND lease_id = ${batch.leaseId}::uuid AND status = 'RUNNING'
      RETURNING row_count AS rows, imported_count AS imported, duplicate_count AS duplicate, refused_count AS refused`;
    if (!row) return null;
    const action = { DONE: "batch.finish", CANCELLED: "batch.cancelled", FAILED: "batch.fail" }[status];
    await recordAudit(tx, { action, subject: { type: "batch", id: batch.id }, after: row, reason: reason ?? null });
    return row.rows;
  });
  if (rows === null) return { status: "LOST", rows: batch.rowCount };
  if (batch.uploadKey) await removeUpload(batch.uploadKey);
  return { status, rows };
}
