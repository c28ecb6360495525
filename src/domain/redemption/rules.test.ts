import { expect, test } from "vitest";
import { type Held, passDigits, reversibleUntil, storeState, timesOf } from "./rules.ts";

const now = new Date("2026-11-22T04:00:00Z");
const voucher = (change: Partial<Held>): Held => ({ status: "CLAIMED", expiresAt: null, mine: true, ...change });

test.each([
  [null, "UNKNOWN"],
  [voucher({}), "VALID"],
  [voucher({ mine: false }), "WRONG_STORE"],
  [voucher({ mine: false, status: "REDEEMED" }), "WRONG_STORE"],
  [voucher({ status: "REDEEMED", expiresAt: new Date(0) }), "USED"],
  [voucher({ status: "IN_STOCK" }), "NOT_CLAIMED"],
  [voucher({ status: "ALLOTTED", expiresAt: now }), "EXPIRED"],
  [voucher({ status: "EXPIRED" }), "EXPIRED"],
  [voucher({ status: "VOIDED" }), "VOIDED"],
  [voucher({ expiresAt: new Date(now.getTime() + 1) }), "VALID"],
  [voucher({ expiresAt: now }), "EXPIRED"],
] as const)("%j is %s", (held, state) => {
  expect(storeState(held, now)).toBe(state);
});

test("a pass is eight digits however it was typed", () => {
  expect(passDigits("1234 5678")).toBe("12345678");
  expect(passDigits("１２３４-５６７８")).toBe("12345678");
  expect(passDigits("1234567")).toBeNull();
  expect(passDigits("1234567A")).toBeNull();
});

test("thirty minutes are thirty minutes", () => {
  expect(reversibleUntil(now, 30).toISOString()).toBe("2026-11-22T04:30:00.000Z");
});

test("an hour of a weekday: each time it came in the period, by the clock of Shanghai", () => {
  const at = (text: string) => new Date(`${text}+08:00`);
  const november = { from: at("2026-11-01T00:00"), to: at("2026-11-23T00:00") };
  const sundays = timesOf("7-21", november);
  expect(sundays.map(({ gte }) => gte)).toEqual(["22", "15", "08", "01"].map((day) => at(`2026-11-${day}T21:00`)));
  expect(sundays[0]!.lt).toEqual(at("2026-11-22T22:00"));
  expect(timesOf("1-0", november).map(({ gte }) => gte)).toEqual(["16", "09", "02"].map((day) => at(`2026-11-${day}T00:00`)));
  expect(timesOf("6-23", { from: null, to: november.to }).length).toBeGreaterThan(500);
});
