import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { enqueueJob } from "#lib/queue.ts";
import { firstRows } from "./preview-import.ts";
import { openImport } from "./read-import.ts";
import { usualDigitLength } from "./rules.ts";
import { looksLikeHeader } from "./rules-columns.ts";
import { type ImportOptions, type ImportPlan, importOptions, type StartInput, startInput } from "./schema.ts";

const SAMPLE = 10_000;

/** Fixes how the file is read and hands it to the worker, in one transaction. */
export async function startImport(ctx: Ctx, raw: StartInput): Promise<{ id: string }> {
  authorize(ctx, "batch:manage");
  const input = startInput.parse(raw);
  const batch = await ctx.db.batch.findUnique({
    where: { id: input.id },
    select: { id: true, status: true, uploadKey: true, fileSize: true, format: true, options: true },
  });
  if (!batch) throw new DomainError("NOT_FOUND");
  if (batch.status !== "UPLOADED") throw new DomainError("CONFLICT");
  const { detected } = importOptions.parse(batch.options);
  const plan = await makePlan({ ...batch, detected }, input);
  const options: ImportOptions = { detected, plan };
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.batch.updateMany({
      where: { id: batch.id, status: "UPLOADED" },
      data: { status: "QUEUED", options, encoding: plan.encoding, note: input.note, costMinor: input.costMinor },
    });
    if (count === 0) throw new DomainError("CONFLICT");
    await recordAudit(tx, {
      action: "batch.start",
      subject: { type: "batch", id: batch.id },
      after: { ...plan, note: input.note },
    });
    await enqueueJob(tx.db, "import", { importId: batch.id });
    return { id: batch.id };
  });
}

type Upload = Parameters<typeof openImport>[0];

async function makePlan(upload: Upload, input: ReturnType<typeof startInput.parse>): Promise<ImportPlan> {
  const source = await openImport(upload, input);
  try {
    const rows = await firstRows(source, SAMPLE);
    const header = input.header ?? looksLikeHeader(rows.slice(0, 200).map((row) => row.cells));
    const codes = rows.slice(header ? 1 : 0).map((row) => row.cells[input.columns.code] ?? "");
    return {
      encoding: source.encoding,
      delimiter: source.delimiter,
      sheet: source.sheet,
      header,
      columns: input.columns,
      digitLength: input.mixedLengths ? null : usualDigitLength(codes),
    };
  } finally {
    await source.close();
  }
}
