import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayKey } from "#lib/time.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { FakeStripe } from "#test/fake-stripe.ts";
import type { PaymentProvider, StartPayment } from "./payment.ts";
import { stripePayments } from "./stripe.ts";

const clock = new FakeClock();
let fake: FakeStripe;
let stripe: PaymentProvider;
beforeAll(async () => {
  fake = await FakeStripe.start({ clock });
  stripe = stripePayments(fake.settings, { now: clock.now, timeoutMs: 300 });
});
afterAll(() => fake.close());

const order = (outNo: string, amountMinor = 10_000n): StartPayment => ({
  outNo,
  method: "STRIPE_CHECKOUT",
  amountMinor,
  currency: "CNY",
  title: "Top-up",
  expiresAt: new Date(clock.now().getTime() + 3_600_000),
  notifyUrl: "http://localhost/n",
  returnUrl: "http://localhost/r",
  payerIp: null,
});
const ask = (outNo: string, ref: string | null = null) => ({ outNo, ref });
const startWith = (fault: Fault | "ok", each: StartPayment) => {
  fake.faults.behave(fault);
  return stripe.start(each);
};

describe("a payment", () => {
  test("opens, is paid with Stripe's fee, and cannot be closed any more", async () => {
    const started = await stripe.start(order("S1"));
    expect(started).toMatchObject({ state: "PENDING", handoff: { kind: "redirect" } });
    const ref = started.state === "PENDING" ? started.ref : null;
    expect(await stripe.query(ask("S1", ref))).toEqual({ state: "PENDING" });
    fake.pay("S1");
    const paid = { state: "PAID", ref, amountMinor: 10_000n, currency: "CNY", feeMinor: 490n, merchant: stripe.merchant };
    expect(await stripe.query(ask("S1", ref))).toMatchObject(paid);
    expect(await stripe.query(ask("S1"))).toMatchObject(paid); // its session's id was lost
    expect(await stripe.close(ask("S1", ref))).toMatchObject(paid);
    expect(await stripe.query(ask("S0", ref))).toMatchObject({ state: "UNKNOWN" });
  });

  test("closes an unpaid one; another amount is told as it is", async () => {
    await stripe.start(order("S2"));
    expect(await stripe.close(ask("S2"))).toMatchObject({ state: "CLOSED" });
    expect(await stripe.query(ask("S2"))).toMatchObject({ state: "CLOSED" });
    expect(await stripe.query(ask("S404"))).toEqual({ state: "NOT_FOUND" });
    await stripe.start(order("S3"));
    fake.pay("S3", 9_999);
    expect(await stripe.query(ask("S3"))).toMatchObject({ state: "PAID", amountMinor: 9_999n });
  });

  test("the identical order again is the same session; another body is no answer", async () => {
    const each = order("S4");
    const first = await stripe.start(each);
    expect(await stripe.start(each)).toEqual(first);
    expect(await stripe.start({ ...each, amountMinor: 1n })).toMatchObject({ state: "UNKNOWN" });
    expect([...fake.books.sessions.values()].filter((session) => session.client_reference_id === "S4")).toHaveLength(1);
  });

  test("nothing that is not an answer is taken for one", async () => {
    for (const fault of ["timeout-before", "timeout-after", "error-after", "rate-limit", "never-seen"] as const)
      expect(await startWith(fault, order(`F-${fault}`))).toMatchObject({ state: "UNKNOWN" });
    expect(await stripe.query(ask("F-timeout-before"))).toEqual({ state: "NOT_FOUND" });
    expect(await stripe.query(ask("F-timeout-after"))).toEqual({ state: "PENDING" });
    fake.pay("F-error-after");
    expect(await stripe.query(ask("F-error-after"))).toMatchObject({ state: "PAID" });
    for (const fault of ["timeout-before", "rate-limit", "never-seen"] as const) {
      fake.faults.behave(fault);
      expect(await stripe.query(ask("S1", "cs_test_x"))).toMatchObject({ state: "UNKNOWN" });
    }
    const wrongKey = stripePayments({ ...fake.settings, STRIPE_SECRET_KEY: "sk_test_other" });
    expect(await wrongKey.start(order("K1"))).toMatchObject({ state: "FAILED" });
    expect(await wrongKey.query(ask("S1", "cs_x"))).toMatchObject({ state: "UNKNOWN" });
  });

  test("not found for a while, then there", async () => {
    await startWith("not-found", order("S5"));
    expect(await stripe.query(ask("S5"))).toEqual({ state: "NOT_FOUND" });
    clock.pass(300_000);
    expect(await stripe.query(ask("S5"))).toEqual({ state: "PENDING" });
  });
});

describe("refunds", () => {
  const refund = (refundNo: string, amountMinor: bigint) => {
    const rest = { reason: "", totalMinor: 10_000n, currency: "CNY", notifyUrl: "" };
    return stripe.refund({ ...rest, outNo: "S6", ref: null, refundNo, amountMinor });
  };
  const query = (refundNo: string, ref: string | null = null) => stripe.queryRefund({ outNo: "S6", refundNo, ref });

  test("in parts, each once, never more than was paid", async () => {
    await stripe.start(order("S6"));
    fake.pay("S6");
    const first = await refund("R1", 4_000n);
    expect(first).toMatchObject({ state: "DONE", amountMinor: 4_000n });
    expect(await refund("R1", 4_000n)).toEqual(first);
    expect(await refund("R2", 6_001n)).toMatchObject({ state: "FAILED" });
    expect(await query("R1")).toEqual(first);
    expect(await query("R2")).toEqual({ state: "NOT_FOUND" });
    expect(await query("R2", "re_none")).toEqual({ state: "NOT_FOUND" });
  });

  test("an answer that got lost is no answer; what was done is found", async () => {
    fake.faultsOn = (method) => method === "POST";
    fake.faults.behave("timeout-after");
    expect(await refund("R3", 1_000n)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("R3")).toMatchObject({ state: "DONE", amountMinor: 1_000n });
    fake.faults.behave("timeout-before");
    expect(await refund("R4", 1_000n)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("R4")).toEqual({ state: "NOT_FOUND" });
    fake.faultsOn = () => true;
    expect([...fake.books.refunds.values()].map(({ amount }) => amount)).toEqual([4_000, 1_000]);
  });
});

describe("events", () => {
  test("signed, young, of our world", async () => {
    fake.webhookUrl = "http://localhost/unused";
    await stripe.start(order("S7"));
    fake.pay("S7");
    const { headers, body } = fake.notices.at(-1)!;
    expect(await stripe.readNotice({ headers, body })).toMatchObject({ kind: "checkout.session.completed", outNo: "S7" });
    await expect(stripe.readNotice({ headers, body: body.replace("S7", "S8") })).rejects.toThrow("signature");
    await expect(stripe.readNotice({ headers: {}, body })).rejects.toThrow("signature");
    const old = fake.sign(body, Math.floor(clock.now().getTime() / 1000) - 301);
    await expect(stripe.readNotice({ headers: old, body })).rejects.toThrow("age");
    const live = body.replace('"livemode":false,"data"', '"livemode":true,"data"');
    await expect(stripe.readNotice({ headers: fake.sign(live), body: live })).rejects.toThrow("world");
  });
});

test("the day's statement has every movement under our numbers", async () => {
  const today = dayKey(clock.now());
  expect(await stripe.downloadStatement(today)).toBeNull();
  clock.pass(86_400_000);
  const lines = (await stripe.downloadStatement(today))!;
  expect(lines.filter(({ outNo }) => outNo === "S1")).toMatchObject([{ kind: "PAYMENT", amountMinor: 10_000n, feeMinor: 490n }]);
  expect(lines).toHaveLength(fake.books.balance.size);
});
