import { pictureReply, qrSvg } from "#app/_links/draw-qr.ts";
import { getLink } from "#domain/link/queries.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { requireDistributor } from "#trpc/server.ts";

type Context = { params: Promise<{ id: string }> };

/** The link's QR code; `?download` saves it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const ctx = await requireDistributor("link:own");
  try {
    const link = await getLink(ctx, (await params).id);
    const save = new URL(request.url).searchParams.has("download");
    return pictureReply(qrSvg(link.url ?? ""), "svg+xml", save ? `kayisu-link-${link.no}.svg` : null);
  } catch (error) {
    return toResponse(errorReply(error, "/distributor/links/:id/qr.svg"));
  }
}
