import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, vi } from "vitest";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { type FakeResend, startFakeResend } from "#test/fake-resend.ts";
import { deliverMessages } from "./deliver-messages.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { resendMessage } from "./resend-message.ts";

const smsSecret = "a secret of the gateway";
let resend: FakeResend;
let gateway: Server;
const texts: { headers: Record<string, string>; body: string }[] = [];
let gatewayStatus = 200;

beforeAll(async () => {
  resend = await startFakeResend();
  gateway = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    texts.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(gatewayStatus).end(JSON.stringify({ id: "sms-1" }));
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("RESEND_API_KEY", "re_test");
  vi.stubEnv("MAIL_FROM", "Kayisu <noreply@example.com>");
  vi.stubEnv("RESEND_BASE_URL", resend.url);
  vi.stubEnv("SMS_PROVIDER", "webhook");
  vi.stubEnv("SMS_WEBHOOK_URL", `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`);
  vi.stubEnv("SMS_WEBHOOK_SECRET", smsSecret);
});
afterAll(async () => {
  await resend.close();
  gateway.close();
});
beforeEach(() => {
  resend.sent.length = 0;
  resend.requests.length = 0;
  resend.delayMs = 0;
  texts.length = 0;
  gatewayStatus = 200;
});

const start = new Date("2026-11-22T08:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);

async function enqueue(db: Db, count = 1, to = "lin@example.com", locale = "zh-CN") {
  await db.message.deleteMany();
  await inTransaction(systemCtx(db, start), async (tx) => {
    for (let i = 0; i < count; i += 1)
      await enqueueMessage(tx, {
        template: "password.reset",
        to,
        locale,
        params: { name: "<林>" },
        secrets: { link: `https://example.com/reset/token-${i}` },
      });
  });
  return db.message.findFirstOrThrow();
}

describe("email", () => {
  test("is rendered in the reader's language, with the sealed link, and inert", async ({ db }) => {
    await enqueue(db);
    expect(await deliverMessages(systemCtx(db, start))).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(resend.sent).toMatchObject([{ to: ["lin@example.com"], subject: "重设登录密码" }]);
    const { html, text } = resend.sent[0]!;
    expect(html).toContain("https://example.com/reset/token-0");
    expect(html).toContain("&lt;林&gt;");
    expect(html).not.toContain("<林>");
    expect(text).toContain("重设密码: https://example.com/reset/token-0");
    expect(await db.message.findFirst()).toMatchObject({ status: "SENT", provider: "resend", providerRef: "mail-1" });
    await enqueue(db, 1, "lin@example.com", "en");
    await deliverMessages(systemCtx(db, start));
    expect(resend.sent[1]?.subject).toBe("Reset your password");
  });

  test("eight runners at once send each message once", async ({ db }) => {
    await enqueue(db, 60);
    resend.delayMs = 20;
    // All of them meet at the same rows: another transaction holds these until every runner has asked.
    const crowd = async () => Promise.all(Array.from({ length: 8 }, () => deliverMessages(systemCtx(db, start))));
    let early: ReturnType<typeof crowd> | undefined;
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM message FOR UPDATE`;
      early = crowd();
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const runs = [...((await early) ?? []), ...(await crowd())];
    expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(60);
    expect(resend.requests).toHaveLength(60);
    expect(new Set(resend.requests.map(({ key }) => key)).size).toBe(60);
  });

  test("an answer that got lost is not a second mail", async ({ db }) => {
    await enqueue(db);
    resend.behave("send-then-hang-up");
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ retried: 1 });
    expect(await deliverMessages(systemCtx(db, later(minute)))).toMatchObject({ sent: 0, retried: 0 });
    expect(await deliverMessages(systemCtx(db, later(3 * minute)))).toMatchObject({ sent: 1 });
    expect(resend.requests).toHaveLength(2);
    expect(resend.sent).toHaveLength(1);
  });

  test("a runner that dies after claiming leaves the message to the next", async ({ db }) => {
    const { id } = await enqueue(db);
    await db.message.update({ where: { id }, data: { attempts: 1, nextAttemptAt: later(2 * minute) } });
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ sent: 0 });
    expect(await deliverMessages(systemCtx(db, later(2 * minute)))).toMatchObject({ sent: 1 });
  });

  test("trouble is tried again with growing waits, eight times; then it has failed and can be sent by hand", async ({ db }) => {
    const { id } = await enqueue(db);
    resend.behave("broken", "nonsense", "hang-up", "broken", "broken", "broken", "broken", "broken");
    for (let i = 0; i < 8; i += 1) await deliverMessages(systemCtx(db, later(i * 7 * hour)));
    expect(await db.message.findUnique({ where: { id } })).toMatchObject({ status: "FAILED", attempts: 8 });
    expect(resend.requests).toHaveLength(8);
    expect(await deliverMessages(systemCtx(db, later(100 * hour)))).toMatchObject({ sent: 0 });
    expect(() => resendMessage(ctxOf(db, { kind: "public" }), { id })).toThrow("UNAUTHENTICATED");
    const auditor = await makeStaff(db, "AUDITOR");
    expect(() => resendMessage(ctxOf(db, auditor), { id })).toThrow("FORBIDDEN");
    const support = await makeStaff(db, "SUPPORT");
    await resendMessage(ctxOf(db, support, later(101 * hour)), { id });
    expect(await deliverMessages(systemCtx(db, later(101 * hour)))).toMatchObject({ sent: 1 });
    await expect(resendMessage(ctxOf(db, support), { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("a refused mail is not tried again, and being asked to slow down is not a failure", async ({ db }) => {
    await enqueue(db);
    resend.behave("refuse");
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ failed: 1 });
    await enqueue(db);
    resend.behave("busy");
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ retried: 1 });
    expect(await db.message.findFirst()).toMatchObject({ attempts: 0, status: "PENDING" });
    expect(await deliverMessages(systemCtx(db, later(11_000)))).toMatchObject({ sent: 1 });
  });

  test("only the system may run it", async ({ db }) => {
    await expect(deliverMessages(ctxOf(db, await makeStaff(db)))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("sms", () => {
  const phone = "+8613800000001";
  async function enqueueCode(db: Db) {
    await db.message.deleteMany();
    await inTransaction(systemCtx(db, start), (tx) =>
      enqueueMessage(tx, {
        template: "phone.code",
        to: "138****0001",
        locale: "zh-CN",
        params: { minutes: 5 },
        secrets: { code: "314159", phone },
      }),
    );
  }

  test("goes to the gateway signed, to the sealed number", async ({ db }) => {
    await enqueueCode(db);
    expect(JSON.stringify(await db.message.findFirst())).not.toContain("314159");
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ sent: 1 });
    const { headers, body } = texts[0]!;
    expect(JSON.parse(body)).toMatchObject({ to: phone, template: "phone.code", params: { code: "314159", minutes: 5 } });
    expect(JSON.parse(body).text).toBe("【卡易速】验证码 314159，5 分钟内有效。请勿告诉他人。");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", smsSecret).update(signed).digest("base64")}`);
    expect(await db.message.findFirst()).toMatchObject({ provider: "webhook", providerRef: "sms-1" });
  });

  test("a gateway's fault is tried again; a code that would come too late is dropped", async ({ db }) => {
    await enqueueCode(db);
    gatewayStatus = 503;
    expect(await deliverMessages(systemCtx(db, start))).toMatchObject({ retried: 1 });
    gatewayStatus = 200;
    expect(await deliverMessages(systemCtx(db, later(6 * minute)))).toMatchObject({ failed: 1 });
    expect(texts).toHaveLength(1);
  });
});
