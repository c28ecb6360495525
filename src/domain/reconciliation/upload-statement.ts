import { createHash } from "node:crypto";
import type { StatementLine } from "#adapters/payment/payment.ts";
import { openUpload, removeUpload, saveUpload } from "#adapters/storage/upload-files.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { ByteSniffer } from "#lib/sheet/sniff-bytes.ts";
import { dayKey } from "#lib/time.ts";
import { type Loaded, openStatement, statementHash, storeLines } from "./load-statement.ts";
import { readStatement, type StatementFile } from "./read-statement.ts";
import { reconcileDay } from "./reconcile-day.ts";
import type { LineKind } from "./rules.ts";
import { type UploadInput, uploadInput, uploadLimits } from "./schema.ts";
import { settleByStatement } from "./settle-by-statement.ts";

export type Uploaded = Loaded & { days: string[] };
type RawUpload = { provider: string; name: string; columns?: string; body: AsyncIterable<Uint8Array> };

/** As a browser sends it: takes the file in and compares every day of it. Answers what is left over of them all. */
export async function reconcileUpload(ctx: Ctx, raw: RawUpload): Promise<Uploaded & { left: number; opened: number }> {
  authorize(ctx, "reconciliation:run");
  const { body, columns, ...rest } = raw;
  const parsed = uploadInput.safeParse({ ...rest, columns: columns ? parseJson(columns) : undefined });
  if (!parsed.success) throw new DomainError("INVALID_INPUT");
  const uploaded = await uploadStatement(ctx, { ...parsed.data, body });
  let [left, opened] = [0, 0];
  for (const day of uploaded.days) {
    await settleByStatement(ctx, parsed.data.provider, day);
    const found = await reconcileDay(ctx, { provider: parsed.data.provider, day });
    left += found.missingCount + found.extraCount + found.differentCount + found.ledgerCount;
    opened += found.opened;
  }
  return { ...uploaded, left, opened };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Takes in a provider's file, which may be of many days: each day becomes a statement. Kept encrypted on the disk while it is
 * read twice (once to see that all of it can be read), then removed. The same file again adds nothing.
 */
export async function uploadStatement(ctx: Ctx, raw: UploadInput & { body: AsyncIterable<Uint8Array> }): Promise<Uploaded> {
  authorize(ctx, "reconciliation:run");
  const { body, ...rest } = raw;
  const input = uploadInput.parse(rest);
  if (input.provider === "BANK" && !input.columns)
    throw new DomainError("INVALID_INPUT", { fields: { columns: "form.required" } });
  const key = newId(ctx.now.getTime());
  try {
    const { size, sha256, found } = await receive(key, body);
    const file = await openUpload(key, size);
    try {
      return await load(ctx, input, { file, found, provider: input.provider, columns: input.columns }, sha256);
    } finally {
      await file.close();
    }
  } finally {
    await removeUpload(key);
  }
}

async function receive(key: string, body: AsyncIterable<Uint8Array>) {
  const sniffer = new ByteSniffer();
  const hash = createHash("sha256");
  const size = await saveUpload(key, body, (piece, soFar) => {
    if (soFar > uploadLimits.fileBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: uploadLimits.fileBytes });
    sniffer.push(piece);
    hash.update(piece);
  });
  if (size === 0) throw new DomainError("UNSUPPORTED_FILE", { reason: "EMPTY" });
  return { size, sha256: hash.digest(), found: sniffer.result() };
}

type Input = ReturnType<typeof uploadInput.parse>;

async function load(ctx: Ctx, { provider, name }: Input, source: StatementFile, sha256: Buffer): Promise<Uploaded> {
  const { counts, covers } = await countDays(source);
  const fileName = name.split(/[\\/]/).at(-1)!;
  return inTransaction(ctx, async (tx) => {
    const statements = new Map<string, string>();
    for (const [day, lineCount] of counts) {
      const facts = { provider, day, source: "UPLOAD" as const, sha256: statementHash(day, sha256), fileName, lineCount, covers };
      statements.set(day, (await openStatement(tx, facts)).id);
    }
    const total: Uploaded = { added: 0, repeated: 0, changed: 0, days: [...counts.keys()] };
    for await (const lines of readStatement(source).lines) {
      const placed = lines.map((line) => ({ statementId: statements.get(dayKey(line.at))!, line }));
      const { added, repeated, changed } = await storeLines(tx, provider, placed);
      total.added += added;
      total.repeated += repeated;
      total.changed += changed;
    }
    const subject = { type: "reconciliation", id: provider };
    await recordAudit(tx, { action: "reconciliation.load", subject, after: { source: "UPLOAD", fileName, ...total } });
    return total;
  });
}

/** Reads all of it once, so that a fault on the last line is known before the first is written. */
async function countDays(source: StatementFile): Promise<{ counts: Map<string, number>; covers: readonly LineKind[] }> {
  const counts = new Map<string, number>();
  const count = (line: StatementLine) => counts.set(dayKey(line.at), (counts.get(dayKey(line.at)) ?? 0) + 1);
  const reading = readStatement(source);
  for await (const lines of reading.lines) lines.forEach(count);
  if (counts.size > uploadLimits.days) throw new DomainError("UNSUPPORTED_FILE", { reason: "TOO_MANY_DAYS" });
  return { counts: new Map([...counts].sort(([a], [b]) => a.localeCompare(b))), covers: reading.covers() };
}
