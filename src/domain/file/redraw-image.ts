import sharp from "sharp";
import { DomainError } from "#lib/errors.ts";
import { maxImageSide } from "./schema.ts";

/** A picture drawn anew as our own WebP: without metadata and without anything that hid in the original. */
export async function redrawImage(bytes: Uint8Array): Promise<Uint8Array> {
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
