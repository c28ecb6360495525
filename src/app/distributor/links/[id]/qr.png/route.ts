import sharp from "sharp";
import { pictureReply, qrSvg } from "#app/_links/draw-qr.ts";
import { getLink } from "#domain/link/queries.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { requireDistributor } from "#trpc/server.ts";

type Context = { params: Promise<{ id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const ctx = await requireDistributor("link:own");
  try {
    const link = await getLink(ctx, (await params).id);
    const png = await sharp(Buffer.from(qrSvg(link.url ?? "")))
      .resize(1024, 1024, { kernel: "nearest" })
      .png()
      .toBuffer();
    return pictureReply(png, "png", `kayisu-link-${link.no}.png`);
  } catch (error) {
    return toResponse(errorReply(error, "/distributor/links/:id/qr.png"));
  }
}
