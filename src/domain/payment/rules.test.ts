import { describe, expect, test } from "vitest";
import { day, hour, minute, second } from "#lib/time.ts";
import { judge, judgeRefund, mayResend, methodOn, nextQueryAt, outNoOf, providerOf, stageOf, waitAfter } from "./rules.ts";

const expected = { amountMinor: 100n, currency: "CNY" };
const paid = {
  state: "PAID" as const,
  ref: "r",
  amountMinor: 100n,
  currency: "cny",
  feeMinor: null,
  merchant: "m",
  paidAt: new Date(),
};

describe("what an answer does to a payment", () => {
  test.each(["CREATED", "PENDING", "CLOSED", "FAILED"] as const)("paid from %s: paid", (state) => {
    expect(judge({ ...expected, state }, paid, "m")).toEqual({ move: "PAID" });
  });
  test("from PAID nothing leads away, and a second success is none", () => {
    const state = "PAID";
    for (const reply of [
      paid,
      { state: "PENDING" as const },
      { state: "CLOSED" as const, reason: "x" },
      { state: "FAILED" as const, reason: "x" },
      { state: "NOT_FOUND" as const },
    ])
      expect(judge({ ...expected, state }, reply, "m")).toEqual({ move: "none" });
  });
  test("every difference is named, in any state", () => {
    const wrong = { ...paid, amountMinor: 99n, currency: "USD", merchant: "x" };
    for (const state of ["CREATED", "PAID", "CLOSED"] as const)
      expect(judge({ ...expected, state }, wrong, "m")).toEqual({ move: "mismatch", wrong: ["amount", "currency", "merchant"] });
  });
  test("no definite answer changes nothing", () => {
    for (const reply of [{ state: "NOT_FOUND" as const }, { state: "UNKNOWN" as const, reason: "timeout" }])
      for (const state of ["CREATED", "PENDING", "CLOSED"] as const)
        expect(judge({ ...expected, state }, reply, "m")).toEqual({ move: "none" });
  });
});

describe("what an answer does to a refund", () => {
  const done = { state: "DONE" as const, ref: "r", amountMinor: 100n, at: new Date() };
  const of = (state: Parameters<typeof judgeRefund>[0]["state"]) => ({ state, amountMinor: 100n });
  test("only what was sent moves", () => {
    for (const state of ["REQUESTED", "REJECTED", "FAILED"] as const)
      expect(judgeRefund(of(state), done)).toEqual({ move: "none" });
    for (const state of ["SENDING", "PENDING", "UNKNOWN"] as const)
      expect(judgeRefund(of(state), done)).toMatchObject({ move: "DONE" });
  });
  test("another amount, or failed after done, is for a person", () => {
    expect(judgeRefund(of("PENDING"), { ...done, amountMinor: 99n })).toEqual({ move: "mismatch" });
    expect(judgeRefund(of("DONE"), { state: "FAILED", reason: "x" })).toEqual({ move: "mismatch" });
  });
  test("not found is not failed; no answer is UNKNOWN once", () => {
    for (const state of ["SENDING", "PENDING", "UNKNOWN"] as const)
      expect(judgeRefund(of(state), { state: "NOT_FOUND" })).toEqual({ move: "none" });
    expect(judgeRefund(of("SENDING"), { state: "UNKNOWN", reason: "x" })).toEqual({ move: "UNKNOWN" });
    expect(judgeRefund(of("PENDING"), { state: "UNKNOWN", reason: "x" })).toEqual({ move: "none" });
  });
  test("sent again only while the provider still knows the number", () => {
    const sent = new Date("2026-11-22T08:00:00Z");
    const resent = (ms: number) => mayResend(sent, new Date(sent.getTime() + ms));
    expect([resent(0), resent(4 * minute), resent(5 * minute), resent(19 * hour), resent(20 * hour), resent(day)]).toEqual([
      ...[false, false, true, true, false, false],
    ]);
  });
});

test("the waits grow, never past the moment when its time is over, and end after thirty days", () => {
  const now = new Date("2026-11-22T08:00:00Z");
  const at = (ms: number) => new Date(now.getTime() + ms);
  const payment = { state: "PENDING" as const, queryCount: 0, createdAt: now, expiresAt: at(hour), closedAt: null };
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map((n) => waitAfter(n) / second)).toEqual([
    ...[10, 30, 60, 120, 300, 900, 3600, 21_600, 86_400, 86_400],
  ]);
  expect(nextQueryAt({ ...payment, queryCount: 6 }, at(minute))).toEqual(at(hour));
  expect(nextQueryAt({ ...payment, queryCount: 6 }, at(2 * hour))).toEqual(at(3 * hour));
  expect(nextQueryAt({ ...payment, state: "PAID" }, at(minute))).toBeNull();
  const closed = { ...payment, state: "CLOSED" as const, closedAt: at(hour) };
  expect(nextQueryAt(closed, at(hour))).toEqual(at(2 * hour));
  expect(nextQueryAt(closed, at(2 * hour))).toEqual(at(8 * hour));
  expect(nextQueryAt(closed, at(9 * hour))).toEqual(at(33 * hour));
  expect(nextQueryAt(closed, at(30 * day + 1))).toBeNull();
});

test("our number is readable, short enough for all of them, and random", () => {
  const now = new Date("2026-11-22T17:00:00Z"); // already the 23rd in Shanghai
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => i * 16 + i);
  const no = outNoOf("P", now, bytes);
  expect(no).toMatch(/^P20261123[A-HJ-NP-Z2-9]{16}$/);
  expect(no.length).toBeLessThanOrEqual(32); // WeChat's limit
});

test("what is offered fits the device", () => {
  const all = ["WECHAT_NATIVE", "WECHAT_H5", "WECHAT_JSAPI"] as const;
  expect(methodOn("desktop", all)).toBe("WECHAT_NATIVE");
  expect(methodOn("phone", all)).toBe("WECHAT_H5");
  expect(methodOn("wechat", all)).toBe("WECHAT_JSAPI");
  expect(methodOn("wechat", ["WECHAT_NATIVE", "WECHAT_H5"])).toBeNull();
  expect(methodOn("wechat", ["ALIPAY_WAP"])).toBeNull(); // WeChat blocks it
  expect(providerOf("ALIPAY_WAP")).toBe("ALIPAY");
});

test("where a top-up stands, in one word", () => {
  const payment = (state: Parameters<typeof judge>[0]["state"], reason: string | null = null) => ({ state, reason });
  expect(stageOf("PENDING", null)).toBe("TO_CONFIRM");
  expect(stageOf("REJECTED", null)).toBe("REJECTED");
  expect(stageOf("PENDING", payment("CREATED"))).toBe("WAITING");
  expect(stageOf("PENDING", payment("PENDING", "mismatch"))).toBe("HELD");
  expect(stageOf("REJECTED", payment("CLOSED"))).toBe("CLOSED");
  expect(stageOf("CONFIRMED", payment("PAID"))).toBe("CONFIRMED");
});
