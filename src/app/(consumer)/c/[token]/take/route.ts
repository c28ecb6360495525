import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { claimInput } from "#domain/claim/schema.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { fromOurPages } from "#lib/route.ts";
import { getDeviceCtx } from "#trpc/server.ts";

/** The claim button before its script has loaded: a plain form post, answered by the page that shows the outcome. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const back = (query: string) =>
    new Response(null, { status: 303, headers: { location: `/c/${encodeURIComponent(token)}${query}` } });
  if (!fromOurPages(Object.fromEntries(request.headers))) return back("?refused=FORBIDDEN");
  const form = await request.formData().catch(() => new FormData());
  const input = claimInput.safeParse({ token, slot: Number(form.get("slot") ?? 1), locale: form.get("locale") });
  if (!input.success) return back("?refused=INVALID_INPUT");
  try {
    const { voucherId, again } = await claimVoucher(await getDeviceCtx(), input.data);
    return back(`?got=${voucherId}${again ? "&again=1" : ""}`);
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error, where: "/c/:token/take" }, "request failed");
    return back(`?refused=${error instanceof DomainError ? error.code : "INTERNAL"}`);
  }
}
