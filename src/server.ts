import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { db, hotDb } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { answerEndpoint, clientIp, defaultMaxBytes, type Endpoint, json, openFrontDoor, type RouteReply } from "#lib/route.ts";
import { securityHeaders } from "#lib/security-headers.ts";
import { bodyLimit, routes } from "./routes.ts";

/** The front door: answers hot endpoints itself, hands everything else to Next. No rule lives here. */
const { NODE_ENV, PORT, HOST, APP_URL, TRUST_PROXY, WEB_PROCESSES } = env();
const dev = NODE_ENV === "development";

type HotRoute = { endpoint: Endpoint; pattern: RegExp };
const hotRoutes: HotRoute[] = Object.values(routes).map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
}));

function findHot(path: string): { endpoint: Endpoint; params: Record<string, string> } | undefined {
  for (const { endpoint, pattern } of hotRoutes) {
    const match = pattern.exec(path);
    if (match) return { endpoint, params: { ...match.groups } };
  }
  return undefined;
}

/** Headers that only we or our own proxies may set. A client that sends them itself is not believed. */
function cleanHeaders(request: IncomingMessage): string | null {
  const { headers } = request;
  for (const name of Object.keys(headers)) {
    const ours =
      name.startsWith("x-kayisu-") ||
      name.startsWith("x-middleware-") ||
      name === "x-nonce" ||
      name === "content-security-policy";
    if (ours || (TRUST_PROXY === 0 && (name.startsWith("x-forwarded-") || name === "forwarded"))) delete headers[name];
  }
  const ip = clientIp(headers as Record<string, string | undefined>, request.socket.remoteAddress ?? null);
  if (ip) headers["x-kayisu-ip"] = ip;
  return ip;
}

function send(response: ServerResponse, reply: RouteReply, head: boolean): void {
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.setHeader("content-length", Buffer.byteLength(reply.body));
  response.statusCode = reply.status;
  response.end(head ? undefined : reply.body);
}

const tooLarge = (limit: number) =>
  json(413, { error: { code: "FILE_TOO_LARGE", details: { maxBytes: limit } } }, { connection: "close" });

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Counts what arrives without reading it, so that Next's streaming stays a stream. */
function limitBody(request: IncomingMessage, response: ServerResponse, limit: number): boolean {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    send(response, tooLarge(limit), false);
    return false;
  }
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= limit) return push(chunk, encoding);
    if (!response.headersSent) send(response, tooLarge(limit), false);
    request.destroy();
    return false;
  };
  return true;
}

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    if (request.destroyed && !request.complete) return;
    log.error({ err: error, path: request.url?.split("?")[0] }, "request failed");
    if (!response.headersSent) send(response, json(500, { error: { code: "INTERNAL", details: {} } }), false);
    else response.destroy();
  });
});

const app = next({ dev, dir: process.cwd(), httpServer: server, hostname: HOST ?? "localhost", port: PORT });
const nextHandler = app.getRequestHandler();

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const ip = cleanHeaders(request);
  for (const [name, value] of Object.entries(securityHeaders(path, APP_URL))) response.setHeader(name, value);
  const hot = findHot(path);
  if (!hot) {
    if (limitBody(request, response, bodyLimit(path))) await nextHandler(request, response);
    return;
  }
  const limit = hot.endpoint.maxBytes ?? defaultMaxBytes;
  const body = await readBody(request, limit);
  if (!body) return send(response, tooLarge(limit), false);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const headers = request.headers as Record<string, string | undefined>;
  const method = request.method ?? "GET";
  send(
    response,
    await answerEndpoint(hot.endpoint, { method, path, query, params: hot.params, headers, body, ip }),
    method === "HEAD",
  );
}

server.requestTimeout = 15 * 60_000; // a slow line may need minutes for an import file
server.headersTimeout = 20_000;
server.keepAliveTimeout = 72_000; // longer than a load balancer's own, so that it never reuses a connection we just closed
server.maxHeadersCount = 100;

let closing = false;

/** Lets requests in flight finish, ten seconds at most. */
function shutDown(reason: string): void {
  if (closing) return;
  closing = true;
  log.info({ reason }, "server is closing");
  const end = () =>
    Promise.allSettled([app.close(), db().$disconnect(), hotDb().$disconnect()]).then(() => {
      process.exit(0);
    });
  setTimeout(end, 10_000).unref();
  server.close(end);
  server.closeIdleConnections();
}

process.on("SIGTERM", () => shutDown("SIGTERM"));
process.on("SIGINT", () => shutDown("SIGINT"));
process.on("disconnect", () => shutDown("parent is gone"));
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

openFrontDoor();
await app.prepare();
await db().$queryRaw`select 1`.catch(() => undefined); // the first query loads the client: not on a visitor's time
server.on("error", (error: NodeJS.ErrnoException) => {
  log.fatal({ err: error }, error.code === "EADDRINUSE" ? `port ${PORT} is in use` : "cannot listen");
  process.exit(1);
});
// Several processes listen on one port; the kernel gives each its share of the connections.
server.listen({ port: PORT, host: HOST, reusePort: WEB_PROCESSES > 1 }, () => {
  log.info({ port: PORT, dev }, "listening");
  process.send?.("ready");
});
