import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readEnv } from "#lib/env.ts";
import { neededSettings } from "#lib/env-providers.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const good = {
  DATABASE_URL: "postgresql://a:b@db/kayisu",
  NEXTAUTH_SECRET: "s".repeat(32),
  CRON_SECRET: "c".repeat(32),
  VAULT_MASTER_KEY: key,
  VAULT_INDEX_KEY: key,
};
const production = {
  ...good,
  NODE_ENV: "production",
  APP_URL: "https://kayisu.example.com/",
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Kayisu <noreply@example.com>",
  SMS_PROVIDER: "webhook",
  SMS_WEBHOOK_URL: "https://sms.example.com/send",
  SMS_WEBHOOK_SECRET: "w".repeat(16),
};

describe("settings", () => {
  test("defaults and types", () => {
    const { env } = readEnv({ ...good, PORT: "3900", TRUST_PROXY: "" });
    expect(env).toMatchObject({
      PORT: 3900,
      APP_URL: "http://localhost:3900",
      TRUST_PROXY: 0,
      KAYISU_DEMO: false,
      NODE_ENV: "development",
    });
    expect(env?.VAULT_MASTER_KEY).toHaveLength(32);
  });

  test("one line for each problem, never the value", () => {
    const { problems } = readEnv({
      ...good,
      CRON_SECRET: undefined,
      VAULT_MASTER_KEY: "c2hvcnQ=",
      PORT: "70000",
      LOG_LEVEL: "loud",
    });
    expect(problems).toEqual([
      "PORT must be from 1 to 65535",
      "CRON_SECRET is missing",
      "VAULT_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32)",
      "LOG_LEVEL must be one of silent, fatal, error, warn, info, debug, trace",
    ]);
  });

  test("production needs real providers and an address", () => {
    expect(readEnv(production).env?.APP_URL).toBe("https://kayisu.example.com");
    const { problems } = readEnv({ ...good, NODE_ENV: "production" });
    expect(problems.map((line) => line.split(" ")[0])).toEqual(["APP_URL", "RESEND_API_KEY", "SMS_PROVIDER"]);
    expect(readEnv({ ...good, NODE_ENV: "production", KAYISU_SANDBOX: "1" }).problems).toEqual([]);
  });

  test("half a provider is a problem", () => {
    expect(readEnv({ ...good, SMS_PROVIDER: "webhook", RESEND_API_KEY: "re_1" }).problems).toHaveLength(3);
  });
});

describe("payment providers", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const wechat = {
    WECHAT_MCHID: "1900000001",
    WECHAT_APPID: "wx0123456789abcdef",
    WECHAT_PRIVATE_KEY: privatePem,
    WECHAT_CERT_SERIAL: "7132D72A03E93CDDF8C03BBD1F37EEDF00000000",
    WECHAT_APIV3_KEY: "k".repeat(32),
    WECHAT_PUBLIC_KEY_ID: "PUB_KEY_ID_0114232134912410000000000000",
    WECHAT_PUBLIC_KEY: publicPem,
  };

  test("none by default, each whole", () => {
    expect(readEnv(good).env?.providers).toEqual({ stripe: null, wechat: null, alipay: null });
    const { env, problems } = readEnv({ ...good, ...wechat });
    expect(problems).toEqual([]);
    expect(env?.providers.wechat).toMatchObject({
      WECHAT_PRIVATE_KEY: privatePem,
      WECHAT_API_BASE: "https://api.mch.weixin.qq.com",
    });
    expect(neededSettings("wechat").sort()).toEqual(Object.keys(wechat).sort());
  });

  test("half of one: a line for each thing, never a value", () => {
    const { problems } = readEnv({
      ...good,
      STRIPE_SECRET_KEY: "pk_live_1",
      WECHAT_MCHID: "1900000001",
      WECHAT_APIV3_KEY: "short",
    });
    expect(problems).toContain("STRIPE_SECRET_KEY must begin with sk_live_ or sk_test_");
    expect(problems).toContain("STRIPE_WEBHOOK_SECRET is missing (STRIPE_SECRET_KEY is set)");
    expect(problems).toContain("WECHAT_APIV3_KEY must have 32 characters");
    expect(problems).toContain("WECHAT_PRIVATE_KEY is missing (WECHAT_MCHID is set)");
    expect(problems).toHaveLength(8);
  });

  test("a key comes in PEM, in one line, as bare base64 or in a file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "kayisu-env-"));
    const file = path.join(folder, "apiclient_key.pem");
    writeFileSync(file, privatePem);
    const bare = privateKey.export({ type: "pkcs1", format: "der" }).toString("base64");
    for (const WECHAT_PRIVATE_KEY of [privatePem.replaceAll("\n", "\\n"), bare, file]) {
      const { env, problems } = readEnv({ ...good, ...wechat, WECHAT_PRIVATE_KEY });
      expect(problems).toEqual([]);
      expect(env?.providers.wechat?.WECHAT_PRIVATE_KEY).toBe(privatePem);
    }
    rmSync(folder, { recursive: true });
    expect(readEnv({ ...good, ...wechat, WECHAT_PRIVATE_KEY: file }).problems).toEqual([
      "WECHAT_PRIVATE_KEY must be a private key in PEM or name a file that can be read",
    ]);
    expect(readEnv({ ...good, ...wechat, WECHAT_PRIVATE_KEY: publicPem }).problems).toEqual([
      "WECHAT_PRIVATE_KEY is not a private key in PEM",
    ]);
  });

  test("production has no sandbox and no open line", () => {
    expect(readEnv(production).env?.sandboxAllowed).toBe(false);
    expect(readEnv(good).env?.sandboxAllowed).toBe(true);
    expect(readEnv({ ...production, ...wechat, WECHAT_API_BASE: "http://127.0.0.1:1" }).problems).toEqual([
      "WECHAT_API_BASE must begin with https://",
    ]);
  });
});
