import { removeUpload, saveUpload } from "#adapters/storage/upload-files.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { newBatchKey } from "#domain/vault/open-vault.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { ByteSniffer, type Sniffed } from "#lib/sheet/sniff-bytes.ts";
import { unsupported } from "./read-import.ts";
import { type FileFormat, type FileProblem, fileFormats, type ImportOptions, limits } from "./schema.ts";

/** Takes in a file of codes: encrypted as it streams, refused as soon as it is too large or not what its name says. */
export async function uploadImport(
  ctx: Ctx,
  input: { productId: string; name: string; body: AsyncIterable<Uint8Array> },
): Promise<{ id: string }> {
  authorize(ctx, "batch:manage");
  const format = formatOf(input.name);
  const product = await ctx.db.product.findUnique({ where: { id: input.productId }, select: { id: true } });
  if (!product) throw new DomainError("NOT_FOUND");
  const id = newId(ctx.now.getTime());
  const sniffer = new ByteSniffer();
  const size = await saveUpload(id, input.body, (piece, soFar) => {
    if (soFar > limits.fileBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: limits.fileBytes });
    sniffer.push(piece);
    if (soFar >= 8) refuseKind(format, sniffer.kind());
  });
  try {
    const found = sniffer.result();
    refuseKind(format, found.kind);
    await createBatch(ctx, { id, size, format, found, productId: product.id, name: input.name });
    return { id };
  } catch (error) {
    await removeUpload(id);
    throw error;
  }
}

function formatOf(name: string): FileFormat {
  const extension = name.toLowerCase().split(".").at(-1);
  const format = fileFormats.find((known) => known === extension);
  if (format) return format;
  throw unsupported(extension === "xls" ? "OLD_EXCEL" : "EXTENSION");
}

function refuseKind(format: FileFormat, kind: Sniffed["kind"]): void {
  const problems: Partial<Record<Sniffed["kind"], FileProblem>> = { empty: "EMPTY", "old-excel": "OLD_EXCEL", binary: "CONTENT" };
  const problem = problems[kind] ?? ((kind === "zip") === (format === "xlsx") ? null : "CONTENT");
  if (problem) throw unsupported(problem);
}

type NewBatch = { id: string; productId: string; name: string; size: number; format: FileFormat; found: Sniffed };

function createBatch(ctx: Ctx, { id, productId, name, size, format, found }: NewBatch): Promise<void> {
  const { encoding, certain, validUtf8, ascii } = found;
  const options: ImportOptions = { detected: { encoding, certain, validUtf8, ascii } };
  const fileName = name.split(/[\\/]/).at(-1)!.slice(-200);
  return inTransaction(ctx, async (tx) => {
    await tx.db.batch.create({
      data: {
        ...{ id, productId, fileName, format, encoding, options, ...newBatchKey(id) },
        source: "IMPORT",
        status: "UPLOADED",
        fileSize: BigInt(size),
        uploadKey: id,
        createdById: tx.actor.kind === "staff" ? actorId(tx.actor) : null,
        createdAt: tx.now,
      },
    });
    await recordAudit(tx, {
      action: "batch.upload",
      subject: { type: "batch", id },
      after: { productId, fileName, size, format },
    });
  });
}
