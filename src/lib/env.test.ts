import { describe, expect, test } from "vitest";
import { readEnv } from "#lib/env.ts";

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
