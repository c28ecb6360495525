import { fileReply } from "#app/file-reply.ts";
import { openDisputeFile } from "#domain/dispute/queries.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

type Props = { params: Promise<{ id: string; fileId: string }> };

export async function GET(_: Request, { params }: Props): Promise<Response> {
  try {
    const { id, fileId } = await params;
    return fileReply(await openDisputeFile(await getCtx(), id, fileId));
  } catch (error) {
    return toResponse(errorReply(error, "/api/disputes"));
  }
}
