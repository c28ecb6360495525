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
    if (ctx.actor.kind === "public") throw new DomainError("UNAUTHENTICATED");
    if (!fromOurPages(Object.fromEntries(request.headers))) throw new DomainError("FORBIDDEN");
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success || !request.body) throw new DomainError("INVALID_INPUT");
    const { product: productId, name } = asked.data;
    const body = request.body.values({ preventCancel: true });
    return toResponse(json(201, await uploadImport(ctx, { productId, name, body })));
  } catch (error) {
    await drop(request.body);
    return toResponse(errorReply(error, "/api/imports"));
  }
}

/** A browser hears a refusal only after it has sent everything: the rest is read and forgotten, kept nowhere. */
async function drop(body: ReadableStream<Uint8Array> | null): Promise<void> {
  try {
    for await (const _ of body ?? []);
  } catch {
    // it has hung up: there is nobody left to answer
  }
}
