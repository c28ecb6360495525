import { fileTypeFromBuffer } from "file-type";
import { authorize } from "#domain/access/rules.ts";
import { actorId, type Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { keepFile } from "./keep-file.ts";
import { redrawImage } from "./redraw-image.ts";
import { imageTypes, maxImageBytes } from "./schema.ts";

/**
 * Keeps a paper about a statement: an invoice, or what somebody shows in a dispute. A picture is drawn anew; a PDF stays as it is and is
 * only ever sent as a download.
 */
export async function saveDocument(ctx: Ctx, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<{ id: string }> {
  authorize(ctx, ctx.actor.kind === "distributor" ? "statement:own" : "settlement:read");
  await consume("upload-document", actorId(ctx.actor), { points: 60, seconds: 600 });
  if (bytes.byteLength > maxImageBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: maxImageBytes });
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  const visibility = "STAFF" as const;
  if (mime === "application/pdf") return keepFile(ctx, { name, bytes, mime, ending: "pdf", visibility });
  if (!imageTypes.some((known) => known === mime)) throw new DomainError("UNSUPPORTED_FILE");
  return keepFile(ctx, { name, bytes: await redrawImage(bytes), mime: "image/webp", ending: "webp", visibility });
}
