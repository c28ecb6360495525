import { pruneUploadFiles, removeUpload } from "#adapters/storage/upload-files.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { hour } from "#lib/time.ts";
import { limits } from "./schema.ts";

/** An upload that was never started leaves no batch behind. */
export async function discardUpload(ctx: Ctx, { id }: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "batch:manage");
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.batch.deleteMany({ where: { id, status: "UPLOADED" } });
    if (count === 0) throw new DomainError((await tx.db.batch.count({ where: { id } })) ? "CONFLICT" : "NOT_FOUND");
    await recordAudit(tx, { action: "batch.discard", subject: { type: "batch", id } });
  });
  await removeUpload(id);
  return { ok: true };
}

/** Discards uploads nobody started within a day, and files that belong to no batch (a server that died while receiving one). */
export async function pruneUploads(ctx: Ctx): Promise<{ discarded: number; files: number }> {
  authorize(ctx, "cron:run");
  const before = new Date(ctx.now.getTime() - limits.uploadHours * hour);
  const { count: discarded } = await ctx.db.batch.deleteMany({ where: { status: "UPLOADED", createdAt: { lt: before } } });
  const wanted = await ctx.db.batch.findMany({ where: { uploadKey: { not: null } }, select: { uploadKey: true }, take: 10_000 });
  const files = await pruneUploadFiles(new Set(wanted.map(({ uploadKey }) => uploadKey!)), before);
  return { discarded, files };
}
