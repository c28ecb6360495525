import { describe, expect, test, vi } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { answerEndpoint, clientIp, cronRoute, type Endpoint, json, readJson, toNextRoute } from "#lib/route.ts";

vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");

const echo: Endpoint = {
  path: "/api/echo/:word",
  methods: ["POST"],
  maxBytes: 20,
  handle: async (request) => json(200, { word: request.params.word, body: readJson(request), big: 5n }),
};

const post = (body: string, headers = { "content-type": "application/json" }) =>
  toNextRoute(echo)(new Request("http://x/api/echo/hi", { method: "POST", body, headers }), {
    params: Promise.resolve({ word: "hi" }),
  });

describe("an endpoint behind Next", () => {
  test("answers as JSON, bigint as text", async () => {
    const response = await post('{"a":1}');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ word: "hi", body: { a: 1 }, big: "5" });
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("refuses what is too large, not JSON or another method", async () => {
    expect((await post(JSON.stringify({ a: "x".repeat(30) }))).status).toBe(413);
    expect((await post("a=1", { "content-type": "text/plain" })).status).toBe(400);
    expect((await post("{")).status).toBe(400);
    const get = {
      method: "GET",
      path: "/",
      query: new URLSearchParams(),
      params: {},
      headers: {},
      body: new Uint8Array(),
      ip: null,
    };
    expect(await answerEndpoint(echo, get)).toMatchObject({ status: 405, headers: { allow: "POST" } });
  });

  test("a DomainError becomes its status, anything else a bare 500", async () => {
    const request = {
      method: "POST",
      path: "/",
      query: new URLSearchParams(),
      params: {},
      headers: {},
      body: new Uint8Array(),
      ip: null,
    };
    const failing = (error: Error): Endpoint => ({ ...echo, handle: () => Promise.reject(error) });
    expect((await answerEndpoint(failing(new DomainError("SOLD_OUT")), request)).status).toBe(409);
    const reply = await answerEndpoint(failing(new Error("secret detail")), request);
    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain("secret");
  });
});

describe("the caller's address", () => {
  test("a client cannot write it: without a proxy the connection counts", () => {
    expect(clientIp({ "x-forwarded-for": "6.6.6.6" }, "::ffff:9.9.9.9")).toBe("9.9.9.9");
  });

  test("only the entries of our own proxies are believed", async () => {
    vi.resetModules();
    vi.stubEnv("TRUST_PROXY", "2");
    const { clientIp: behindTwo } = await import("#lib/route.ts");
    expect(behindTwo({ "x-forwarded-for": "6.6.6.6, 1.1.1.1, 2.2.2.2" }, "3.3.3.3")).toBe("1.1.1.1");
    expect(behindTwo({ "x-forwarded-for": "2.2.2.2" }, "3.3.3.3")).toBe("2.2.2.2");
    expect(behindTwo({}, "3.3.3.3")).toBe("3.3.3.3");
    vi.unstubAllEnvs();
  });
});

describe("a cron route", () => {
  const call = (authorization: string) =>
    cronRoute("test", async (ctx) => ({ by: ctx.actor.name }))(new Request("http://x/", { headers: { authorization } }));

  test("runs for the secret and for nothing else", async () => {
    expect((await call("Bearer wrong")).status).toBe(401);
    expect((await call("")).status).toBe(401);
    const response = await call("Bearer only-for-tests-cron");
    expect(await response.json()).toEqual({ ok: true, by: "cron:test" });
  });
});
