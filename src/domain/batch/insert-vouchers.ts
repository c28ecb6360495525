import { setImmediate as breathe } from "node:timers/promises";
import { codeIndex, type Vault } from "#domain/vault/open-vault.ts";
import type { TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { Secret } from "#lib/secret.ts";
import type { IssueKind } from "./schema.ts";

/** A row on its way in: sealed, with the line it came from. Nothing in it can be read without the batch's key. */
export type SealedRow = {
  id: string;
  line: number;
  sealed: string;
  index: string;
  serial: string | null;
  cost: string | null;
  expires: string | null;
};
export type PlainRow = { line: number; code: string; serial: string | null; expiresAt: Date | null; costMinor: bigint | null };
export type Issue = { line: number; kind: IssueKind };

const SLICE = 500;

/** Encrypts in slices, so that the process can answer in between. */
export async function sealRows(vault: Vault, rows: readonly PlainRow[]): Promise<SealedRow[]> {
  const sealed: SealedRow[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    for (const row of rows.slice(from, from + SLICE)) {
      const id = newId();
      const code = new Secret(row.code);
      sealed.push({
        id,
        line: row.line,
        sealed: base64(vault.seal(id, code)),
        index: base64(codeIndex(code)),
        serial: row.serial === null ? null : base64(vault.sealSerial(id, new Secret(row.serial))),
        cost: row.costMinor === null ? null : String(row.costMinor),
        expires: row.expiresAt?.toISOString() ?? null,
      });
    }
    await breathe();
  }
  return sealed;
}

const base64 = (bytes: Uint8Array<ArrayBuffer>) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

type Batch = { id: string; productId: string };

/**
 * Adds what is not there yet; the unique index decides, also against other imports running now. Rows go in by the order of that
 * index: two imports that share codes then wait for each other in one direction only.
 */
export async function insertVouchers(
  tx: TxCtx,
  batch: Batch,
  rows: readonly SealedRow[],
): Promise<{ inserted: number; duplicates: Issue[] }> {
  const { fresh, repeated } = firstOfEach(rows);
  const column = <T>(pick: (row: SealedRow) => T) => fresh.map(pick);
  const inserted = await tx.db.$queryRaw<{ id: string }[]>`
    INSERT INTO voucher (id, batch_id, product_id, code_sealed, code_index, serial_sealed, cost_minor, expires_at, created_at)
    SELECT r.id, ${batch.id}::uuid, ${batch.productId}::uuid, decode(r.sealed, 'base64'), decode(r.index, 'base64'),
      decode(r.serial, 'base64'), r.cost, r.expires, ${tx.now}
    FROM unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.sealed)}::text[], ${column((row) => row.index)}::text[],
      ${column((row) => row.serial)}::text[], ${column((row) => row.cost)}::bigint[], ${column((row) => row.expires)}::timestamptz[])
      AS r (id, sealed, index, serial, cost, expires)
    ORDER BY decode(r.index, 'base64')
    ON CONFLICT (code_index) DO NOTHING
    RETURNING id`;
  if (inserted.length === fresh.length) return { inserted: inserted.length, duplicates: repeated };
  const known = new Set(inserted.map(({ id }) => id));
  const refused = fresh.filter(({ id }) => !known.has(id));
  return { inserted: inserted.length, duplicates: [...repeated, ...(await nameDuplicates(tx, batch.id, refused))] };
}

function firstOfEach(rows: readonly SealedRow[]): { fresh: SealedRow[]; repeated: Issue[] } {
  const seen = new Set<string>();
  const fresh: SealedRow[] = [];
  const repeated: Issue[] = [];
  for (const row of rows) {
    if (seen.has(row.index)) repeated.push({ line: row.line, kind: "DUPLICATE_IN_FILE" });
    else fresh.push(row);
    seen.add(row.index);
  }
  return { fresh, repeated };
}

/** A code that is there already came either with this very batch or with an earlier one. */
async function nameDuplicates(tx: TxCtx, batchId: string, rows: readonly SealedRow[]): Promise<Issue[]> {
  const own = await tx.db.$queryRaw<{ index: string }[]>`
    SELECT translate(encode(code_index, 'base64'), E'\n', '') AS index FROM voucher
    WHERE batch_id = ${batchId}::uuid
      AND code_index IN (SELECT decode(i, 'base64') FROM unnest(${rows.map((row) => row.index)}::text[]) AS i)`;
  const mine = new Set(own.map(({ index }) => index));
  return rows.map(({ line, index }) => ({ line, kind: mine.has(index) ? "DUPLICATE_IN_FILE" : "DUPLICATE_IN_HISTORY" }));
}
