import { z } from "zod";
import { reconcileUpload } from "#domain/reconciliation/upload-statement.ts";
import { DomainError } from "#lib/errors.ts";
import { errorReply, fromOurPages, json, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

const query = z.object({ provider: z.string(), name: z.string().min(1).max(200), columns: z.string().max(1000).optional() });

/** PUT /api/provider-statements?provider=ALIPAY&name=….csv with the file as the body; a bank's columns as JSON. Read as a stream. */
export async function PUT(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    if (ctx.actor.kind === "public") throw new DomainError("UNAUTHENTICATED");
    if (!fromOurPages(Object.fromEntries(request.headers))) throw new DomainError("FORBIDDEN");
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success || !request.body) throw new DomainError("INVALID_INPUT");
    const body = request.body.values({ preventCancel: true });
    return toResponse(json(201, await reconcileUpload(ctx, { ...asked.data, body })));
  } catch (error) {
    await drop(request.body);
    return toResponse(errorReply(error, "/api/provider-statements"));
  }
}

/** A browser hears a refusal only after it has sent everything. */
async function drop(body: ReadableStream<Uint8Array> | null): Promise<void> {
  try {
    for await (const _ of body ?? []);
  } catch {
    // it has hung up: there is nobody left to answer
  }
}
