import { readBankFile } from "#domain/payout/read-file.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** The bank file of a batch, as it was made. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params;
    const { name, pieces } = await readBankFile(await getCtx(), { id });
    const parts: Buffer[] = [];
    for await (const piece of pieces) parts.push(piece);
    return new Response(new Uint8Array(Buffer.concat(parts)), {
      headers: {
        "content-type": "text/csv",
        "content-disposition": `attachment; filename="${name}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return toResponse(errorReply(error, "/api/payouts/file"));
  }
}
