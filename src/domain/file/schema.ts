import { z } from "zod";

/** What a file is for decides who may send and see it: everybody sees a product's picture, a proof only its sender and finance. */
export const filePurpose = z.enum(["product", "proof"]);
export type FilePurpose = z.infer<typeof filePurpose>;

export const maxImageBytes = 5_000_000;
/** Longer sides are scaled down to this. */
export const maxImageSide = 1600;
export const imageTypes = ["image/png", "image/jpeg", "image/webp"] as const;
