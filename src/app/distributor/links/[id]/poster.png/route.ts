import { drawPoster } from "#app/_links/draw-poster.ts";
import { pictureReply } from "#app/_links/draw-qr.ts";
import { posterWords } from "#app/_links/poster-words.ts";
import { openFile } from "#domain/file/queries.ts";
import { getLink } from "#domain/link/queries.ts";
import { findPublicProduct } from "#domain/product/queries-public.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { requireDistributor } from "#trpc/server.ts";

type Context = { params: Promise<{ id: string }> };

/** The picture for a group chat; `?download` saves it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const ctx = await requireDistributor("link:own");
  try {
    const link = await getLink(ctx, (await params).id);
    const product = await findPublicProduct(ctx, link.productId);
    if (!product) throw new DomainError("NOT_FOUND");
    const [picture, words] = await Promise.all([readPicture(ctx, product.imageId), posterWords(link, product)]);
    const png = await drawPoster({ name: product.name, url: link.url ?? "", picture, words });
    const save = new URL(request.url).searchParams.has("download");
    return pictureReply(png, "png", save ? `kayisu-poster-${link.no}.png` : null);
  } catch (error) {
    return toResponse(errorReply(error, "/distributor/links/:id/poster.png"));
  }
}

async function readPicture(ctx: Ctx, imageId: string | null): Promise<Buffer | null> {
  if (!imageId) return null;
  const file = await openFile(ctx, imageId).catch(() => null);
  return file && Buffer.from(await new Response(file.body).arrayBuffer());
}
