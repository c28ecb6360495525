import { z } from "zod";
import { openFile } from "#domain/file/queries.ts";
import { DomainError } from "#lib/errors.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new DomainError("NOT_FOUND");
    const file = await openFile(await getCtx(), id.data);
    return new Response(file.body, {
      headers: {
        "content-type": file.mime,
        "content-length": String(file.size),
        // An id never gets other contents.
        "cache-control": file.isPublic ? "public, max-age=31536000, immutable" : "private, no-store",
        "content-disposition": "inline",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return toResponse(errorReply(error, "/api/files"));
  }
}
