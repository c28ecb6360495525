import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { newBatchKey, openVault } from "#domain/vault/open-vault.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { enqueueJob } from "#lib/queue.ts";
import { insertVouchers, sealRows } from "./insert-vouchers.ts";
import { CHUNK_ROWS, ownRows } from "./read-chunks.ts";
import { bitsOf, type GenerateInput, type GenerateOptions, generateInput, limits, minRandomBits } from "./schema.ts";

/**
 * Makes vouchers with codes of our own. Up to 100,000 they are there when this returns; more are made by the worker. A code
 * must not be guessable: under 80 random bits it is refused.
 */
export async function generateBatch(ctx: Ctx, raw: GenerateInput): Promise<{ id: string; status: "DONE" | "QUEUED" }> {
  authorize(ctx, "batch:manage");
  const input = generateInput.parse(raw);
  const bits = bitsOf(input.charset, input.length);
  if (bits < minRandomBits)
    throw new DomainError("INVALID_INPUT", { fields: { length: "form.tooGuessable" }, bits, needed: minRandomBits });
  const { prefix, charset, length, quantity, productId, note, costMinor } = input;
  const options: GenerateOptions = { prefix, charset, length, quantity };
  const id = newId(ctx.now.getTime());
  const status = quantity > limits.generateAtOnce ? ("QUEUED" as const) : ("DONE" as const);
  return inTransaction(ctx, async (tx) => {
    if (!(await tx.db.product.findUnique({ where: { id: productId }, select: { id: true } }))) throw new DomainError("NOT_FOUND");
    const key = newBatchKey(id);
    const by = tx.actor.kind === "staff" ? actorId(tx.actor) : null;
    await tx.db.batch.create({
      data: { id, productId, note, costMinor, options, status, ...key, source: "GENERATED", createdById: by, createdAt: tx.now },
    });
    await recordAudit(tx, { action: "batch.generate", subject: { type: "batch", id }, after: { productId, ...options } });
    if (status === "QUEUED") await enqueueJob(tx.db, "import", { importId: id });
    else await makeAll(tx, { id, productId, key, options });
    return { id, status };
  });
}

type Made = { id: string; productId: string; key: ReturnType<typeof newBatchKey>; options: GenerateOptions };

async function makeAll(tx: TxCtx, { id, productId, key, options }: Made): Promise<void> {
  const vault = openVault(id, key);
  let imported = 0;
  for (let done = 0; done < options.quantity; done += CHUNK_ROWS) {
    const rows = ownRows(options, done, Math.min(CHUNK_ROWS, options.quantity - done));
    imported += (await insertVouchers(tx, { id, productId }, await sealRows(vault, rows))).inserted;
  }
  const counts = { rowCount: options.quantity, importedCount: imported, duplicateCount: options.quantity - imported };
  await tx.db.batch.update({ where: { id }, data: { ...counts, startedAt: tx.now, finishedAt: tx.now } });
}
