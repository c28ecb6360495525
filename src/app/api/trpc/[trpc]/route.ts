import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { fromOurPages } from "#lib/route.ts";
import type { TrpcContext } from "#trpc/init.ts";
import { appRouter } from "#trpc/root.ts";
import { getDeviceCtx, getSession } from "#trpc/server.ts";

const maxBytes = 512 * 1024;

async function createContext(): Promise<TrpcContext> {
  const [session, device] = await Promise.all([getSession(), getDeviceCtx()]);
  const { ip, userAgent } = device.actor;
  const actor = session?.actor ?? { kind: "public" as const, ip, userAgent };
  return { ...device, actor, device: device.actor, mustEnrol: session?.mustEnrol ?? false };
}

const refuse = (status: number, code: string) =>
  Response.json({ error: { message: code, code: -32600, data: { error: code, details: {}, fields: null } } }, { status });

async function handle(request: Request): Promise<Response> {
  if (request.method !== "GET") {
    if (!fromOurPages(Object.fromEntries(request.headers))) return refuse(403, "FORBIDDEN");
    if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return refuse(413, "FILE_TOO_LARGE");
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext,
    allowMethodOverride: false,
    maxBatchSize: 20,
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
  });
}

export { handle as GET, handle as POST };
