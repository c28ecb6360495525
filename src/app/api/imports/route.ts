import { z } from "zod";
import { uploadImport } from "#domain/batch/upload-import.ts";
import { DomainError } from "#lib/errors.ts";
import { errorReply, fromOurPages, json, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

const query = z.object({ product: z.uuid(), name: z.string().min(1).max(300) });

/** PUT /api/imports?product=…&name=codes.csv with the file as the body: read as a stream, encrypted before it reaches the disk. */
export async function PUT(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    // Nobody's megabytes are read before we know who sends them.
    if (ctx.actor.kind === "public") throw new DomainError("UNAUTHENTICATED");
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!fromOurPages(Object.fromEntries(request.headers))) throw new DomainError("FORBIDDEN");
    if (!asked.success || !request.body) throw new DomainError("INVALID_INPUT");
    const { product: productId, name } = asked.data;
    return toResponse(json(201, await uploadImport(ctx, { productId, name, body: request.body })));
  } catch (error) {
    return toResponse(errorReply(error, "/api/imports"));
  }
}
