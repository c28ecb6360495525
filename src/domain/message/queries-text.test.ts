import { expect } from "vitest";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { deliverMessages } from "./deliver-messages.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { pruneSecrets } from "./prune-secrets.ts";
import { listMessages } from "./queries.ts";
import { getMessageText } from "./queries-text.ts";

async function sendCode(db: Db, now = new Date()) {
  const ctx = systemCtx(db, now);
  await inTransaction(ctx, async (tx) => {
    await enqueueMessage(tx, {
      template: "phone.code",
      to: "138****0001",
      locale: "zh-CN",
      params: { minutes: 5 },
      secrets: { code: "271828", phone: "+8613800000001" },
    });
    await enqueueMessage(tx, {
      template: "password.reset",
      to: "lin@example.com",
      locale: "zh-CN",
      params: { name: "林" },
      secrets: { link: "https://example.com/reset/abc" },
    });
  });
  await deliverMessages(ctx);
  const [mail, sms] = await db.message.findMany({ where: { createdAt: now }, take: 2 });
  return {
    sms: [mail, sms].find((row) => row!.channel === "SMS")!.id,
    mail: [mail, sms].find((row) => row!.channel === "EMAIL")!.id,
  };
}

test("what the sandbox sent can be read with its code; links into accounts only by who manages staff", async ({ db }) => {
  const { sms, mail } = await sendCode(db);
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  const code = await getMessageText(support, sms);
  expect(code).toMatchObject({ secrets: "shown", text: { text: "【卡易速】验证码 271828，5 分钟内有效。请勿告诉他人。" } });
  expect(JSON.stringify(code)).not.toContain("13800000001");
  const hidden = await getMessageText(support, mail);
  expect(hidden).toMatchObject({ secrets: "private", link: null });
  expect(JSON.stringify(hidden)).not.toContain("reset/abc");
  const owner = ctxOf(db, await makeStaff(db));
  expect(await getMessageText(owner, mail)).toMatchObject({ secrets: "shown", link: "https://example.com/reset/abc" });
});

test("what really went out keeps its secrets to itself", async ({ db }) => {
  const { sms } = await sendCode(db);
  await db.message.update({ where: { id: sms }, data: { provider: "webhook" } });
  const text = await getMessageText(ctxOf(db, await makeStaff(db)), sms);
  expect(text.secrets).toBe("hidden");
  expect(JSON.stringify(text)).not.toContain("271828");
});

test("after thirty days the secrets are gone, the log stays", async ({ db }) => {
  const { sms } = await sendCode(db, new Date(Date.now() - 31 * day));
  expect((await pruneSecrets(systemCtx(db))).messages).toBeGreaterThanOrEqual(2);
  expect((await db.message.findUniqueOrThrow({ where: { id: sms } })).sealedParams).toBeNull();
  expect(await getMessageText(ctxOf(db, await makeStaff(db)), sms)).toMatchObject({ secrets: "cleared" });
});

test("the log is for staff who may read it", async ({ db }) => {
  await sendCode(db);
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  expect((await listMessages(support, { channel: "SMS", status: "SENT", limit: 1 })).items).toHaveLength(1);
  expect((await listMessages(support, { status: "NONSENSE" })).items).toEqual([]);
  await expect(listMessages(ctxOf(db, await makeStaff(db, "FINANCE")), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { actor } = await makeDistributor(db);
  await expect(listMessages(ctxOf(db, actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
});
