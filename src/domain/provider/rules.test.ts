import { expect, test } from "vitest";
import { channelDefaults } from "#domain/setting/schema-channels.ts";
import { cashAccountOf, deviceOf, feeOf, isOffered, onlineProviders } from "./rules.ts";

test("the provider's own word about his fee counts, else the agreed rate, never more than the amount", () => {
  const settings = { ...channelDefaults, wechatFeeBps: 60, stripeFeeBps: 340, stripeFeeFixedMinor: "200" };
  expect(feeOf(settings, "WECHAT", 100_000n, null)).toBe(600n);
  expect(feeOf(settings, "WECHAT", 99n, null)).toBe(0n);
  expect(feeOf(settings, "WECHAT", 100_000n, 38n)).toBe(38n);
  expect(feeOf(settings, "STRIPE", 100_000n, null)).toBe(3_600n);
  expect(feeOf(settings, "STRIPE", 150n, null)).toBe(150n);
  expect(feeOf(settings, "STRIPE", 100n, 500n)).toBe(100n);
  expect(feeOf(settings, "SANDBOX", 100_000n, null)).toBe(0n);
});

test("each provider's money stands in its own account, and each can be switched off", () => {
  expect(onlineProviders.map(cashAccountOf)).toEqual(["CASH_WECHAT", "CASH_ALIPAY", "CASH_STRIPE", "CASH_SANDBOX"]);
  expect(cashAccountOf("BANK")).toBe("BANK");
  expect(onlineProviders.every((provider) => isOffered(channelDefaults, provider))).toBe(true);
  expect(isOffered({ ...channelDefaults, alipayOn: false }, "ALIPAY")).toBe(false);
});

test("what the payer holds", () => {
  expect(deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140")).toBe("desktop");
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari")).toBe("phone");
  expect(deviceOf("Mozilla/5.0 (Linux; Android 15) MicroMessenger/8.0.50")).toBe("wechat");
  expect(deviceOf(null)).toBe("desktop");
});
