import { importBankResults } from "#domain/payout/import-results.ts";
import { DomainError } from "#lib/errors.ts";
import { readForm } from "#lib/form-data.ts";
import { errorReply, fromOurPages, json, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

const maxBytes = 20 * 1024 * 1024;

/** POST /api/payouts/<batch>/results with the bank's file: what became of each payment, line by line. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await getCtx();
    // Nobody's megabytes are read before we know who sends them.
    if (ctx.actor.kind === "public") throw new DomainError("UNAUTHENTICATED");
    if (!fromOurPages(Object.fromEntries(request.headers))) throw new DomainError("FORBIDDEN");
    const file = (await readForm(request, maxBytes)).get("file");
    if (!(file instanceof File)) throw new DomainError("INVALID_INPUT", { fields: { file: "form.required" } });
    const bytes = Buffer.from(await file.arrayBuffer());
    const { id } = await params;
    const open = async function* () {
      yield bytes;
    };
    return toResponse(json(200, await importBankResults(ctx, { id, name: file.name }, open)));
  } catch (error) {
    return toResponse(errorReply(error, "/api/payouts/results"));
  }
}
