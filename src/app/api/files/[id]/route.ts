import { z } from "zod";
import { fileReply } from "#app/file-reply.ts";
import { openFile } from "#domain/file/queries.ts";
import { DomainError } from "#lib/errors.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new DomainError("NOT_FOUND");
    return fileReply(await openFile(await getCtx(), id.data));
  } catch (error) {
    return toResponse(errorReply(error, "/api/files"));
  }
}
