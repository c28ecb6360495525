import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { storage } from "#adapters/storage/storage.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { type FilePurpose, imageTypes, maxImageBytes, maxImageSide } from "./schema.ts";

export type ImageUpload = { name: string; bytes: Uint8Array; purpose: FilePurpose };

/**
 * Keeps a picture, drawn anew: what is stored is our own WebP, without metadata and without anything that hid in the original.
 * The first bytes say what it is, whatever its name or declared type.
 */
export async function saveImage(ctx: Ctx, { name, bytes, purpose }: ImageUpload): Promise<{ id: string }> {
  const proofBy = ctx.actor.kind === "distributor" ? "topup:own" : "topup:record";
  authorize(ctx, purpose === "product" ? "product:manage" : proofBy);
  await consume("upload-image", actorId(ctx.actor), { points: 60, seconds: 600 });
  if (bytes.byteLength > maxImageBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: maxImageBytes });
  const image = await redraw(bytes);
  const id = newId();
  const storageKey = `${id.slice(-2)}/${id}.webp`;
  const store = storage();
  await store.put(storageKey, image, "image/webp");
  try {
    await inTransaction(ctx, async (tx) => {
      const facts = { name: name.slice(0, 120), mime: "image/webp", size: image.byteLength };
      const visibility = purpose === "product" ? ("PUBLIC" as const) : ("STAFF" as const);
      await tx.db.storedFile.create({
        data: {
          id,
          ...facts,
          storageKey,
          visibility,
          ownerId: ctx.actor.kind === "system" ? null : actorId(ctx.actor),
          createdAt: tx.now,
        },
      });
      await recordAudit(tx, { action: "file.create", subject: { type: "file", id }, after: { ...facts, visibility } });
    });
  } catch (error) {
    await store.remove(storageKey);
    throw error;
  }
  return { id };
}

async function redraw(bytes: Uint8Array): Promise<Uint8Array> {
  const type = await fileTypeFromBuffer(bytes);
  if (!imageTypes.some((mime) => mime === type?.mime)) throw new DomainError("UNSUPPORTED_FILE");
  try {
    return await sharp(bytes, { limitInputPixels: 50_000_000, failOn: "error" })
      .rotate()
      .resize({ width: maxImageSide, height: maxImageSide, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    throw new DomainError("UNSUPPORTED_FILE"); // broken, or a picture so large that it is a bomb
  }
}
