import { timingSafeEqual } from "node:crypto";
import { type Ctx, type SystemActor, systemActor } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError, statusOf } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** A request as both doors see it: our own server and a Next route handler. Header names are lower case. */
export type RouteRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  params: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: Uint8Array;
  ip: string | null;
};
export type RouteReply = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/** `path` may hold `:name` parts. Methods not listed are answered 405. */
export type Endpoint = {
  path: string;
  methods: readonly string[];
  maxBytes?: number;
  handle(request: RouteRequest): Promise<RouteReply>;
};

export const defaultMaxBytes = 64 * 1024;

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

export function json(status: number, value: unknown, headers: Record<string, string> = {}): RouteReply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
    body: JSON.stringify(value, plain),
  };
}

/** The body as JSON; anything else is INVALID_INPUT. A form post from another site cannot send this content type unasked. */
export function readJson(request: RouteRequest): unknown {
  if (!request.headers["content-type"]?.startsWith("application/json")) throw new DomainError("INVALID_INPUT");
  try {
    return JSON.parse(Buffer.from(request.body).toString("utf8"));
  } catch {
    throw new DomainError("INVALID_INPUT");
  }
}

export function errorReply(error: unknown, where: string): RouteReply {
  if (error instanceof DomainError) return json(statusOf(error.code), { error: { code: error.code, details: error.details } });
  // A page would be sent elsewhere (to sign in, to set up the second step); a request for data is told why.
  if (String((error as { digest?: unknown })?.digest).startsWith("NEXT_REDIRECT")) {
    return json(401, { error: { code: "UNAUTHENTICATED", details: {} } });
  }
  log.error({ err: error, where }, "request failed");
  return json(500, { error: { code: "INTERNAL", details: {} } });
}

export async function answerEndpoint(endpoint: Endpoint, request: RouteRequest): Promise<RouteReply> {
  if (!endpoint.methods.includes(request.method)) {
    return json(405, { error: { code: "INVALID_INPUT", details: {} } }, { allow: endpoint.methods.join(", ") });
  }
  try {
    return await endpoint.handle(request);
  } catch (error) {
    return errorReply(error, endpoint.path);
  }
}

/** `export const GET = toNextRoute(endpoint)` in app/api: the same endpoint where only Next runs. */
export function toNextRoute(endpoint: Endpoint) {
  return async (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const limit = endpoint.maxBytes ?? defaultMaxBytes;
    const body = await readLimited(request, limit);
    if (!body) return toResponse(json(413, { error: { code: "FILE_TOO_LARGE", details: { maxBytes: limit } } }));
    const { method } = request;
    const ip = clientIp(headers, null);
    const params = await context.params;
    return toResponse(
      await answerEndpoint(endpoint, { method, path: url.pathname, query: url.searchParams, params, headers, body, ip }),
    );
  };
}

async function readLimited(request: Request, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function toResponse(reply: RouteReply): Response {
  return new Response(reply.status === 204 ? null : (reply.body as BodyInit), {
    status: reply.status,
    headers: { "x-content-type-options": "nosniff", ...reply.headers },
  });
}

/** A page of another site can make the browser send our cookies; it cannot make it say that the page was ours. No header, no browser. */
export function fromOurPages(headers: Record<string, string | undefined>): boolean {
  const site = headers["sec-fetch-site"];
  if (site) return site === "same-origin";
  const { origin } = headers;
  if (!origin) return true;
  return origin === new URL(env().APP_URL).origin || URL.parse(origin)?.host === headers.host;
}

const door = globalThis as { kayisuFrontDoor?: boolean };

/** Our server strips clients' own x-kayisu-* headers and then sets them; only once it says so are they believed. */
export function openFrontDoor(): void {
  door.kayisuFrontDoor = true;
}

/** The caller's address. Of X-Forwarded-For only the last TRUST_PROXY entries were written by proxies of ours; the rest anyone can write. */
export function clientIp(headers: Record<string, string | undefined>, remote: string | null): string | null {
  if (!remote && door.kayisuFrontDoor) return headers["x-kayisu-ip"] || null;
  const hops = env().TRUST_PROXY;
  if (hops === 0) return plainAddress(remote);
  const chain = (headers["x-forwarded-for"] ?? "").split(",").map((entry) => entry.trim());
  return plainAddress(chain[Math.max(0, chain.length - hops)] || remote);
}

const plainAddress = (address: string | null | undefined): string | null =>
  address?.replace(/^::ffff:(?=\d+\.)/i, "").slice(0, 45) || null;

function mayRunCron(authorization: string | null): boolean {
  return timingSafeEqual(tokenHash(authorization ?? ""), tokenHash(`Bearer ${env().CRON_SECRET}`));
}

type CronWork = (ctx: Ctx<SystemActor>) => Promise<object | undefined>;

/** `export const GET = cronRoute("expiry", (ctx) => …); export { GET as POST };` — fn must be safe to run twice, late or at once. */
export function cronRoute(name: string, work: CronWork) {
  return async (request: Request): Promise<Response> => {
    if (!mayRunCron(request.headers.get("authorization")))
      return Response.json({ ok: false, error: "UNAUTHENTICATED" }, { status: 401 });
    const started = Date.now();
    try {
      const result = await work({ db: db(), actor: systemActor(`cron:${name}`), now: new Date() });
      log.debug({ cron: name, ms: Date.now() - started, result }, "cron done");
      return toResponse(json(200, { ok: true, ...result }));
    } catch (error) {
      log.error({ err: error, cron: name, ms: Date.now() - started }, "cron failed");
      const code = error instanceof DomainError ? error.code : "INTERNAL";
      return toResponse(json(500, { ok: false, error: code }));
    }
  };
}
