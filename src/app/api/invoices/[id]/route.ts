import { fileReply } from "#app/file-reply.ts";
import { openInvoiceFile } from "#domain/settlement/queries-invoice.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params;
    return fileReply(await openInvoiceFile(await getCtx(), id));
  } catch (error) {
    return toResponse(errorReply(error, "/api/invoices"));
  }
}
