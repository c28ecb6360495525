import { fileTypeFromBuffer } from "file-type";
import { authorize } from "#domain/access/rules.ts";
import { actorId, type Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { keepFile } from "./keep-file.ts";
import { redrawImage } from "./redraw-image.ts";
import { type ImagePurpose, imageTypes, maxImageBytes } from "./schema.ts";

export type ImageUpload = { name: string; bytes: Uint8Array; purpose: ImagePurpose };

/** Keeps a picture, drawn anew. The first bytes say what it is, whatever its name or declared type. */
export async function saveImage(ctx: Ctx, { name, bytes, purpose }: ImageUpload): Promise<{ id: string }> {
  const proofBy = ctx.actor.kind === "distributor" ? "topup:own" : "topup:record";
  authorize(ctx, purpose === "product" ? "product:manage" : proofBy);
  await consume("upload-image", actorId(ctx.actor), { points: 60, seconds: 600 });
  if (bytes.byteLength > maxImageBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: maxImageBytes });
  const type = await fileTypeFromBuffer(bytes);
  if (!imageTypes.some((mime) => mime === type?.mime)) throw new DomainError("UNSUPPORTED_FILE");
  const visibility = purpose === "product" ? ("PUBLIC" as const) : ("STAFF" as const);
  return keepFile(ctx, { name, bytes: await redrawImage(bytes), mime: "image/webp", ending: "webp", visibility });
}
