import { expect, test, vi } from "vitest";
import { payoutProviders, usePayoutProviders } from "../payout/providers.ts";
import { paymentProviders, usePaymentProviders } from "./providers.ts";

const settings = {
  NODE_ENV: "production",
  KAYISU_SANDBOX: "",
  DATABASE_URL: "postgresql://nobody@127.0.0.1/none",
  APP_URL: "https://kayisu.example.com",
  RESEND_API_KEY: "re_1",
  MAIL_FROM: "a@example.com",
  SMS_PROVIDER: "webhook",
  SMS_WEBHOOK_URL: "https://sms.example.com",
  SMS_WEBHOOK_SECRET: "w".repeat(16),
  STRIPE_SECRET_KEY: "sk_live_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
};
for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);

test("a real installation: what is set is on, what is not says what it needs, and there is no sandbox", () => {
  for (const { on, off } of [paymentProviders(), payoutProviders()]) {
    expect([...on.keys()]).toEqual(["STRIPE"]);
    expect([...off.keys()]).toEqual(["WECHAT", "ALIPAY"]);
    expect(off.get("ALIPAY")).toEqual([
      ...["ALIPAY_APP_ID", "ALIPAY_SELLER_ID", "ALIPAY_PRIVATE_KEY"],
      ...["ALIPAY_APP_CERT", "ALIPAY_PUBLIC_CERT", "ALIPAY_ROOT_CERT"],
    ]);
  }
  expect(paymentProviders().on.get("STRIPE")?.merchant).toBe("live");
});

test("tests put their own in and take them out again", () => {
  usePaymentProviders([]);
  usePayoutProviders([]);
  expect(paymentProviders().on.size + payoutProviders().on.size).toBe(0);
  usePaymentProviders(null);
  usePayoutProviders(null);
  expect(paymentProviders().on.size + payoutProviders().on.size).toBe(2);
});
