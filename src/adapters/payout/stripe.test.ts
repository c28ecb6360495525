import { afterAll, beforeAll, expect, test } from "vitest";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { FakeStripe } from "#test/fake-stripe.ts";
import type { PayoutProvider, SendPayout } from "./payout.ts";
import { stripePayouts } from "./stripe.ts";

const clock = new FakeClock();
let fake: FakeStripe;
let stripe: PayoutProvider;
beforeAll(async () => {
  fake = await FakeStripe.start({ clock });
  stripe = stripePayouts(fake.settings, { now: clock.now, timeoutMs: 300 });
  fake.faultsOn = (method) => method === "POST";
});
afterAll(() => fake.close());

const order = (outNo: string, number = "acct_1"): SendPayout => ({
  outNo,
  amountMinor: 5_000n,
  currency: "CNY",
  payee: { kind: "STRIPE", number, holderName: "Lin" },
  memo: "commission",
  notifyUrl: "",
});
const send = (outNo: string, fault?: Fault) => {
  if (fault) fake.faults.behave(fault);
  return stripe.send(order(outNo));
};
const query = (outNo: string) => stripe.query({ outNo, ref: null });
const paidOf = (outNo: string) => fake.transfersOf(outNo).map(({ amount }) => amount);

test("paid once under its number, for ever", async () => {
  const first = await send("T1");
  expect(first).toMatchObject({ state: "PAID", amountMinor: 5_000n });
  expect(await send("T1")).toEqual(first);
  clock.pass(25 * 3_600_000); // Stripe forgot the key by now
  expect(await send("T1")).toEqual(first);
  expect(await query("T1")).toEqual(first);
  expect(paidOf("T1")).toEqual([5_000]);
  expect(await query("T0")).toEqual({ state: "NOT_FOUND" });
});

test("no definite answer is UNKNOWN, and sending it again never pays twice", async () => {
  for (const fault of ["timeout-after", "error-after"] as const) {
    expect(await send(fault, fault)).toMatchObject({ state: "UNKNOWN" });
    expect(await query(fault)).toMatchObject({ state: "PAID" });
    expect(await send(fault)).toMatchObject({ state: "PAID" });
    expect(paidOf(fault)).toEqual([5_000]);
  }
  for (const fault of ["timeout-before", "rate-limit", "never-seen"] as const) {
    expect(await send(fault, fault)).toMatchObject({ state: "UNKNOWN" });
    expect(await query(fault)).toEqual({ state: "NOT_FOUND" });
    expect(await send(fault)).toMatchObject({ state: "PAID" });
    expect(paidOf(fault)).toEqual([5_000]);
  }
  expect(await send("T2", "not-found")).toMatchObject({ state: "PAID" });
  expect(await query("T2")).toEqual({ state: "NOT_FOUND" });
  expect(await send("T2")).toMatchObject({ state: "PAID" }); // the key answers while the list does not
  clock.pass(300_000);
  expect(paidOf("T2")).toEqual([5_000]);
});

test("our balance is short: the number stays, and pays once there is money, the same day too", async () => {
  fake.available = 100;
  for (let i = 0; i < 3; i++) expect(await send("T3")).toMatchObject({ state: "FAILED", balanceShort: true });
  fake.available = 1_000_000;
  expect(await send("T3")).toMatchObject({ state: "PAID" });
  expect(await send("T3")).toMatchObject({ state: "PAID" });
  expect(paidOf("T3")).toEqual([5_000]);
});

test("a wrong account is definite; a reversal is a return", async () => {
  expect(await stripe.send(order("T4", "nobody"))).toMatchObject({ state: "FAILED" });
  await send("T5");
  fake.reverse("T5");
  expect(await query("T5")).toMatchObject({ state: "RETURNED" });
  expect(await send("T5")).toMatchObject({ state: "RETURNED" });
});
