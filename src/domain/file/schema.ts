import { z } from "zod";

/**
 * What a file is for decides who may send and see it: everybody sees a product's picture, a proof only its sender and finance. A
 * document (picture or PDF) belongs to a dispute or a statement's invoice.
 */
export const filePurpose = z.enum(["product", "proof", "document"]);
export type ImagePurpose = Exclude<z.infer<typeof filePurpose>, "document">;

/** Of a picture as it is sent, and of a document. */
export const maxImageBytes = 5_000_000;
/** Longer sides are scaled down to this. */
export const maxImageSide = 1600;
export const imageTypes = ["image/png", "image/jpeg", "image/webp"] as const;
