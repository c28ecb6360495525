import type { OpenFile } from "#domain/file/queries.ts";

/** A stored file as an answer: pictures to look at, everything else only as a download. */
export const fileReply = (file: OpenFile): Response =>
  new Response(file.body, {
    headers: {
      "content-type": file.mime,
      "content-length": String(file.size),
      // An id never gets other contents.
      "cache-control": file.isPublic ? "public, max-age=31536000, immutable" : "private, no-store",
      "content-disposition": file.mime.startsWith("image/")
        ? "inline"
        : `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", "%27")}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
