import { openVault, type Vault } from "#domain/vault/open-vault.ts";
import { generateCode } from "#domain/vault/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { SheetRow } from "#lib/sheet/row.ts";
import { type Issue, type PlainRow, type SealedRow, sealRows } from "./insert-vouchers.ts";
import { type Leased, refreshLease } from "./lease-batch.ts";
import { openImport } from "./read-import.ts";
import { type Judging, judgeRow } from "./rules.ts";
import { generateOptions, importOptions } from "./schema.ts";

export const CHUNK_ROWS = 5_000;
const HEARTBEAT_MS = 5_000;

/** So many rows, judged and sealed, ready for one transaction. */
export type Chunk = { rows: number; sealed: SealedRow[]; refused: Issue[]; doneBytes: number; totalBytes: number };

export type Chunks = AsyncGenerator<Chunk, undefined>;

/** The rest of the batch, from where the last committed chunk ended. */
export function readChunks(ctx: Pick<Ctx, "db" | "now">, batch: Leased): Chunks {
  const vault = openVault(batch.id, batch);
  return batch.source === "IMPORT" ? fileChunks(ctx, batch, vault) : ownChunks(batch, vault);
}

async function* fileChunks(ctx: Pick<Ctx, "db" | "now">, batch: Leased, vault: Vault): Chunks {
  const { detected, plan } = importOptions.parse(batch.options);
  if (!plan) throw new DomainError("CONFLICT");
  const source = await openImport({ ...batch, detected }, plan);
  const { columns, digitLength } = plan;
  const judging: Judging = { columns, digitLength, epoch: source.epoch, foreign: source.foreign, now: ctx.now };
  const { totalBytes } = source;
  let skip = batch.rowCount + (plan.header ? 1 : 0);
  let beat = Date.now();
  let waiting: SheetRow[] = [];
  try {
    for await (const rows of source.rows()) {
      const dropped = Math.min(skip, rows.length);
      skip -= dropped;
      for (let at = dropped; at < rows.length; ) {
        const taken = rows.slice(at, at + CHUNK_ROWS - waiting.length);
        waiting.push(...taken);
        at += taken.length;
        if (waiting.length < CHUNK_ROWS) break;
        yield { ...(await judgeAndSeal(waiting, judging, vault)), doneBytes: source.doneBytes(), totalBytes };
        waiting = [];
        beat = Date.now();
      }
      if (Date.now() - beat < HEARTBEAT_MS) continue;
      await refreshLease(ctx.db, batch);
      beat = Date.now();
    }
    if (waiting.length > 0) yield { ...(await judgeAndSeal(waiting, judging, vault)), doneBytes: totalBytes, totalBytes };
  } finally {
    await source.close();
  }
}

async function judgeAndSeal(
  rows: SheetRow[],
  judging: Judging,
  vault: Vault,
): Promise<Pick<Chunk, "rows" | "sealed" | "refused">> {
  const good: PlainRow[] = [];
  const refused: Issue[] = [];
  for (const row of rows) {
    const judged = judgeRow(row, judging);
    if (typeof judged === "string") refused.push({ line: row.line, kind: judged });
    else good.push({ line: row.line, ...judged });
  }
  return { rows: rows.length, sealed: await sealRows(vault, good), refused };
}

async function* ownChunks(batch: Leased, vault: Vault): Chunks {
  const options = generateOptions.parse(batch.options);
  for (let done = batch.rowCount; done < options.quantity; ) {
    const rows = Math.min(CHUNK_ROWS, options.quantity - done);
    const sealed = await sealRows(vault, ownRows(options, done, rows));
    done += rows;
    yield { rows, sealed, refused: [], doneBytes: done, totalBytes: options.quantity };
  }
}

/** Fresh random codes; `line` counts them. */
export function ownRows(options: { prefix: string; charset: string; length: number }, from: number, count: number): PlainRow[] {
  const { prefix, charset, length } = options;
  return Array.from({ length: count }, (_, index) => ({
    line: from + index + 1,
    code: generateCode(prefix, charset, length),
    serial: null,
    expiresAt: null,
    costMinor: null,
  }));
}
