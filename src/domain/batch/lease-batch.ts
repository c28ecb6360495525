import { type Db, Prisma, type Tx } from "#lib/db.ts";

/** A run not heard of for so long is taken for dead. Only a matter of patience: the lease id decides who may write. */
const LEASE_SECONDS = 30;

/** A batch in the hands of one run. `leaseId` goes into every write it makes. */
export type Leased = {
  id: string;
  productId: string;
  source: "IMPORT" | "GENERATED";
  wrappedKey: Uint8Array;
  masterKeyId: string;
  uploadKey: string | null;
  fileSize: bigint | null;
  format: string | null;
  options: unknown;
  rowCount: number;
  leaseId: string;
};

/** Takes a waiting batch, or one whose run is dead. Null when there is nothing to take. The database's clock counts. */
export async function takeLease(db: Db | Tx, id: string, leaseId: string): Promise<Leased | null> {
  const [batch] = await db.$queryRaw<Leased[]>`
    UPDATE batch SET status = 'RUNNING', lease_id = ${leaseId}::uuid, heartbeat_at = now(), started_at = coalesce(started_at, now())
    WHERE id = ${id}::uuid AND (status = 'QUEUED' OR (status = 'RUNNING' AND ${silent}))
    RETURNING id, product_id AS "productId", source::text, wrapped_key AS "wrappedKey", master_key_id AS "masterKeyId",
      upload_key AS "uploadKey", file_size AS "fileSize", format, options, row_count AS "rowCount", lease_id AS "leaseId"`;
  return batch ?? null;
}

/** Nobody has worked on the batch for the length of a lease. */
export const silent = Prisma.sql`(heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => ${LEASE_SECONDS}::int))`;

/** For long stretches without a chunk: reading past what was done before a restart. */
export async function refreshLease(db: Db | Tx, { id, leaseId }: Leased): Promise<void> {
  await db.$executeRaw`UPDATE batch SET heartbeat_at = now() WHERE id = ${id}::uuid AND lease_id = ${leaseId}::uuid AND status = 'RUNNING'`;
}
