import { expect, test } from "vitest";
import { maskNumber, normalNumber, validNumber } from "./rules.ts";

test("a number is one number, however it is typed", () => {
  expect(normalNumber("BANK", " ６２２２ 0200-1234 5678 901 ")).toBe("6222020012345678901");
  expect(normalNumber("ALIPAY", " Someone@Example.COM ")).toBe("someone@example.com");
  expect(normalNumber("WECHAT", " oUpF8uMuAJO_M2pxb1Q9zNjWeS6o ")).toBe("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
});

test("each kind knows its own numbers", () => {
  for (const [kind, number] of [
    ["BANK", "6222020012345678901"],
    ["ALIPAY", "13812345678"],
    ["ALIPAY", "2088123412341234"],
    ["ALIPAY", "pay@example.com"],
    ["WECHAT", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"],
    ["STRIPE", "acct_1AbCdEfGhIjKlMnO"],
  ] as const)
    expect(validNumber(kind, number), number).toBe(true);
  for (const [kind, number] of [
    ["BANK", "6222-0200"],
    ["BANK", "=1+1234567890"],
    ["ALIPAY", "12345"],
    ["ALIPAY", "a@b"],
    ["WECHAT", "short"],
    ["WECHAT", "oUpF8uMuAJO M2pxb1Q9zNjWeS6o"],
    ["STRIPE", "cus_1AbCdEfGhIjKlMnO"],
  ] as const)
    expect(validNumber(kind, number), number).toBe(false);
});

test("a masked number shows too little to use it", () => {
  expect(maskNumber("BANK", "6222020012345678901")).toBe("•••• 8901");
  expect(maskNumber("ALIPAY", "13812345678")).toBe("138••••5678");
  expect(maskNumber("ALIPAY", "someone@example.com")).toBe("s••••@example.com");
  expect(maskNumber("WECHAT", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")).toBe("oUp••••S6o");
  expect(maskNumber("STRIPE", "acct_1AbCdEfGhIjKlMnO")).toBe("acct_••••lMnO");
});
