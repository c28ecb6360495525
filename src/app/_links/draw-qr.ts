import { renderSVG } from "uqr";

/** Black on white with its quiet zone; error correction M survives a fold or a smudge on paper. */
export const qrSvg = (text: string): string => renderSVG(text, { ecc: "M", border: 3 });

export function pictureReply(body: string | Buffer, type: "svg+xml" | "png", fileName: string | null): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: {
      "content-type": `image/${type}`,
      // The picture holds the link's token.
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
      ...(fileName ? { "content-disposition": `attachment; filename="${fileName}"` } : {}),
    },
  });
}
