import type { TxCtx } from "#lib/context.ts";
import { type Issue, insertVouchers } from "./insert-vouchers.ts";
import type { Leased } from "./lease-batch.ts";
import type { Chunk } from "./read-chunks.ts";
import { limits } from "./schema.ts";

/**
 * One chunk: its vouchers, its listed lines and the new counts, together or not at all. Null when the batch is no longer ours
 * or not where we left it; nothing is written then.
 */
export async function commitChunk(
  tx: TxCtx,
  batch: Leased,
  doneRows: number,
  chunk: Chunk,
): Promise<{ cancelled: boolean } | null> {
  const [held] = await tx.db.$queryRaw<{ listed: number }[]>`
    SELECT duplicate_count + refused_count AS listed FROM batch
    WHERE id = ${batch.id}::uuid AND lease_id = ${batch.leaseId}::uuid AND status = 'RUNNING' AND row_count = ${doneRows}
    FOR NO KEY UPDATE`;
  if (!held) return null;
  const { inserted, duplicates } = await insertVouchers(tx, batch, chunk.sealed);
  await listIssues(tx, batch.id, [...chunk.refused, ...duplicates], limits.listedIssues - held.listed);
  const [row] = await tx.db.$queryRaw<{ cancelled: boolean }[]>`
    UPDATE batch SET row_count = row_count + ${chunk.rows}, imported_count = imported_count + ${inserted},
      duplicate_count = duplicate_count + ${duplicates.length}, refused_count = refused_count + ${chunk.refused.length},
      done_bytes = ${BigInt(chunk.doneBytes)}, total_bytes = ${BigInt(chunk.totalBytes)}, heartbeat_at = now()
    WHERE id = ${batch.id}::uuid RETURNING cancel_requested_at IS NOT NULL AS cancelled`;
  return row ?? null;
}

/** Counts are always exact; single lines are listed up to a limit. */
async function listIssues(tx: TxCtx, batchId: string, issues: Issue[], room: number): Promise<void> {
  if (room <= 0 || issues.length === 0) return;
  const listed = issues.sort((a, b) => a.line - b.line).slice(0, room);
  await tx.db.$executeRaw`
    INSERT INTO batch_issue (batch_id, line, kind)
    SELECT ${batchId}::uuid, line, kind
    FROM unnest(${listed.map(({ line }) => line)}::int[], ${listed.map(({ kind }) => kind)}::text[]) AS i (line, kind)`;
}
