import { afterAll, beforeAll, expect, test } from "vitest";
import { readProviders } from "#lib/env-providers.ts";
import { FakeAlipay } from "#test/fake-alipay.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { alipayPayments } from "../payment/alipay.ts";
import { alipayPayouts } from "./alipay.ts";
import type { PayoutProvider, SendPayout } from "./payout.ts";

const clock = new FakeClock(new Date("2026-11-20T02:00:00Z"));
let fake: FakeAlipay;
let alipay: PayoutProvider;
beforeAll(async () => {
  fake = await FakeAlipay.start({ clock });
  fake.messageUrl = "http://127.0.0.1:1/messages";
  alipay = alipayPayouts(readProviders(fake.settings).settings.alipay!, { now: clock.now, timeoutMs: 300 });
});
afterAll(() => fake.close());

const order = (outNo: string, amountMinor = 5_000n): SendPayout => ({
  outNo,
  amountMinor,
  currency: "CNY",
  payee: { kind: "ALIPAY", number: `${outNo}@demo.example`, holderName: "林小姐" },
  memo: "十一月佣金",
  notifyUrl: "",
});
const send = (outNo: string, fault?: Fault) => {
  if (fault) fake.faults.behave(fault);
  return alipay.send(order(outNo));
};
const query = (outNo: string) => alipay.query({ outNo, ref: null });

test("paid once under its number, and the amount is what Alipay's books say", async () => {
  const first = await send("T1");
  expect(first).toMatchObject({ state: "PAID", amountMinor: 5_000n, feeMinor: 0n, at: clock.now() });
  expect(await send("T1")).toEqual(first);
  expect(await alipay.send(order("T1", 6_000n))).toMatchObject({ state: "PAID", amountMinor: 5_000n }); // what it did, not what was asked now
  expect(await query("T0")).toEqual({ state: "NOT_FOUND" });
  expect(fake.payouts.transfers.size).toBe(1);
  fake.faults.behave("changed-amount");
  expect(await query("T1")).toMatchObject({ amountMinor: 5_001n });
});

test("no definite answer is UNKNOWN, and sending it again never pays twice", async () => {
  for (const fault of ["timeout-after", "error-after", "mis-signed", "never-seen", "timeout-before", "rate-limit"] as const) {
    const before = fake.payouts.available;
    expect(await send(fault, fault)).toMatchObject({ state: "UNKNOWN" });
    const did = fault !== "timeout-before" && fault !== "rate-limit";
    expect(await query(fault)).toMatchObject({ state: did ? "PAID" : "NOT_FOUND" });
    expect(await send(fault)).toMatchObject({ state: "PAID" });
    expect(before - fake.payouts.available).toBe(5_000n);
  }
  expect(await send("T2", "not-found")).toMatchObject({ state: "PENDING" }); // accepted, but the query does not see it yet
  expect(await query("T2")).toEqual({ state: "NOT_FOUND" });
  clock.pass(300_000);
  expect(await query("T2")).toMatchObject({ state: "PAID" });
  fake.faults.behave("ok", "mis-signed");
  expect(await send("T3")).toMatchObject({ state: "PENDING" }); // the order was accepted, the question after it got no answer
  fake.faults.behave("mis-signed");
  expect(await query("T404")).toMatchObject({ state: "UNKNOWN" });
});

test("a known refusal is definite; our balance is short under the same number", async () => {
  expect(await send("T4", "refused")).toMatchObject({ state: "FAILED", reason: expect.stringContaining("PAYEE_NOT_EXIST") });
  fake.payouts.people.set("T5@demo.example", "别人");
  expect(await send("T5")).toMatchObject({ state: "FAILED" });
  fake.payouts.available = 100n;
  expect(await send("T6")).toMatchObject({ state: "FAILED", balanceShort: true });
  expect(await query("T6")).toEqual({ state: "NOT_FOUND" });
  fake.payouts.available = 1_000_000n;
  expect(await send("T6")).toMatchObject({ state: "PAID" });
  expect(await alipay.send(order("T7", 9n))).toMatchObject({ state: "FAILED" });
});

test("one comes back days later: the query, the message and the day's statement say so", async () => {
  clock.pass(3 * 86_400_000);
  fake.payouts.giveBack("T1");
  expect(await query("T1")).toMatchObject({ state: "RETURNED" });
  expect(await alipay.cancel({ outNo: "T1", ref: null })).toMatchObject({ state: "RETURNED" });
  const { body } = fake.notices.at(-1)!;
  expect(await alipay.readNotice({ headers: {}, body })).toMatchObject({
    kind: "alipay.fund.trans.order.changed",
    outNo: "T1",
    body: { status: "REFUND" },
  });
  const payments = alipayPayments(readProviders(fake.settings).settings.alipay!, { now: clock.now, timeoutMs: 300 });
  clock.pass(86_400_000);
  expect(await payments.downloadStatement("2026-11-23")).toMatchObject([{ kind: "RETURN", outNo: "T1", amountMinor: 5_000n }]);
  const sent = (await payments.downloadStatement("2026-11-20"))!;
  expect(sent.every(({ kind, amountMinor }) => kind === "PAYOUT" && amountMinor === -5_000n)).toBe(true);
  expect(sent).toHaveLength(fake.payouts.transfers.size);
});
