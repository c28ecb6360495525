import { randomBytes } from "node:crypto";
import { describe, expect } from "vitest";
import { answerEndpoint, type RouteRequest } from "#lib/route.ts";
import { deviceCookie } from "#lib/session-cookie.ts";
import { test } from "#test/database.ts";
import { makeClaimable } from "#test/factories.ts";
import { routes } from "./routes.ts";

const cookie = () => `a=b; ${deviceCookie}=${randomBytes(32).toString("base64url")}; c=d`;

type Change = Partial<Omit<RouteRequest, "headers" | "body">> & { headers?: Record<string, string>; text?: string };

async function post(body: unknown, change: Change = {}) {
  const { headers, text, ...rest } = change;
  const reply = await answerEndpoint(routes.claims, {
    method: "POST",
    path: "/api/claims",
    query: new URLSearchParams(),
    params: {},
    headers: { "content-type": "application/json", cookie: cookie(), "sec-fetch-site": "same-origin", ...headers },
    body: Buffer.from(text ?? JSON.stringify(body)),
    ip: "192.0.2.1",
    ...rest,
  });
  return { status: reply.status, headers: reply.headers, answer: JSON.parse(String(reply.body)) };
}

describe("POST /api/claims", () => {
  test("gives a voucher to a browser, the same one again, and nothing to a cache", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 3 });
    const headers = { cookie: cookie() };
    const first = await post({ token: link.token, slot: 1 }, { headers });
    expect(first).toMatchObject({ status: 200, answer: { slot: 1, again: false }, headers: { "cache-control": "no-store" } });
    const again = await post({ token: link.token }, { headers });
    expect(again.answer).toMatchObject({ voucherId: first.answer.voucherId, again: true });
    expect((await post({ token: link.token })).answer.voucherId).not.toBe(first.answer.voucherId);
  });

  test("never claims for another site, by GET, without a cookie, or from anything but JSON", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 3 });
    const body = { token: link.token };
    expect((await post(body, { method: "GET" })).status).toBe(405);
    expect((await post(body, { method: "HEAD" })).status).toBe(405);
    for (const site of ["cross-site", "same-site", "none"])
      expect((await post(body, { headers: { "sec-fetch-site": site } })).status).toBe(403);
    expect((await post(body, { headers: { "sec-fetch-site": "", origin: "https://evil.example" } })).status).toBe(403);
    expect((await post(body, { headers: { "content-type": "text/plain" } })).status).toBe(400);
    expect((await post(body, { headers: { cookie: "" } })).answer.error.code).toBe("UNAUTHENTICATED");
    expect((await post(body, { headers: { cookie: `${deviceCookie}=short` } })).answer.error.code).toBe("UNAUTHENTICATED");
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      `{"token":1}`,
      `{"token":"x","slot":0}`,
      `{"token":"x","slot":1.5}`,
      `{"token":"x","slot":"1"}`,
    ])
      expect((await post(null, { text })).answer.error.code, text).toBe("INVALID_INPUT");
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(0);
  });

  test("answers unknown tokens alike and says nothing more", async () => {
    const replies = await Promise.all(["", "x", "A".repeat(22)].map((token) => post({ token })));
    expect(new Set(replies.map((reply) => JSON.stringify([reply.status, reply.answer])))).toEqual(
      new Set([JSON.stringify([404, { error: { code: "NOT_FOUND", details: {} } }])]),
    );
  });
});
