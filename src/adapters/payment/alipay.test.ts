import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProviders } from "#lib/env-providers.ts";
import { FakeAlipay } from "#test/fake-alipay.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { alipayPayments } from "./alipay.ts";
import { rowsOf } from "./alipay-statement.ts";
import type { PaymentMethodName, PaymentProvider, StartPayment } from "./payment.ts";

const clock = new FakeClock(new Date("2026-11-20T02:00:00Z"));
let fake: FakeAlipay;
let alipay: PaymentProvider;
beforeAll(async () => {
  fake = await FakeAlipay.start({ clock });
  alipay = alipayPayments(readProviders(fake.settings).settings.alipay!, { now: clock.now, timeoutMs: 300 });
});
afterAll(() => fake.close());

const order = (outNo: string, method: PaymentMethodName = "ALIPAY_PAGE"): StartPayment => ({
  outNo,
  method,
  amountMinor: 10_000n,
  currency: "CNY",
  title: "预存款 & 充值",
  expiresAt: new Date(clock.now().getTime() + 3_600_000),
  notifyUrl: "http://127.0.0.1:1/notify",
  returnUrl: "http://localhost/r?a=1&b=2",
  payerIp: null,
});
const ask = (outNo: string) => ({ outNo, ref: null });
const query = (outNo: string, fault?: Fault) => {
  if (fault) fake.faults.behave(fault);
  return alipay.query(ask(outNo));
};
/** The payer's browser opens the address. */
const open = async (each: StartPayment) => {
  const started = await alipay.start(each);
  if (started.state !== "PENDING" || started.handoff.kind !== "redirect") throw new Error(started.state);
  const page = await fetch(started.handoff.url);
  return { status: page.status, text: await page.text(), url: started.handoff.url };
};

describe("a payment", () => {
  test("its address is signed: the page shows it, a changed one does not", async () => {
    const { text, url } = await open(order("A1"));
    expect(text).toContain("¥100.00");
    expect((await open(order("A2", "ALIPAY_WAP"))).status).toBe(200);
    const changed = await fetch(url.replace("100.00", "1.00"));
    expect(await changed.text()).toContain("invalid-signature");
    expect(await alipay.start({ ...order("A3"), currency: "USD" })).toMatchObject({ state: "FAILED" });
  });

  test("there is none until the payer opens it; then pending, then paid, and too late to close", async () => {
    await alipay.start(order("A4"));
    expect(await query("A4")).toEqual({ state: "NOT_FOUND" });
    expect(await alipay.close(ask("A4"))).toEqual({ state: "NOT_FOUND" });
    expect(await query("A1")).toEqual({ state: "PENDING" });
    await fetch(`${fake.url}/pay/A1`, { method: "POST", redirect: "manual" });
    const paid = { state: "PAID", amountMinor: 10_000n, currency: "CNY", merchant: alipay.merchant, paidAt: clock.now() };
    expect(await query("A1")).toMatchObject(paid);
    expect(await alipay.close(ask("A1"))).toMatchObject(paid);
    expect(await query("A1", "changed-amount")).toMatchObject({ amountMinor: 10_001n });
  });

  test("closed by us or by time", async () => {
    expect(await alipay.close(ask("A2"))).toMatchObject({ state: "CLOSED" });
    expect(await query("A2")).toMatchObject({ state: "CLOSED" });
    const each = order("A5");
    await open(each);
    clock.pass(3_600_000);
    expect(await query("A5")).toMatchObject({ state: "CLOSED" });
    expect((await open(each)).text).not.toContain("¥100.00");
  });

  test("nothing that is not an answer is taken for one, a wrong signature above all", async () => {
    for (const fault of ["timeout-before", "timeout-after", "error-after", "rate-limit", "never-seen", "mis-signed"] as const) {
      expect(await query("A1", fault)).toMatchObject({ state: "UNKNOWN" });
      expect(await query("A404", fault)).toMatchObject({ state: "UNKNOWN" });
    }
    await open(order("A6"));
    fake.faults.behave("timeout-after");
    expect(await alipay.close(ask("A6"))).toMatchObject({ state: "UNKNOWN" });
    expect(await query("A6")).toMatchObject({ state: "CLOSED" });
  });
});

describe("refunds", () => {
  const refund = (refundNo: string, amountMinor: bigint, fault?: Fault) => {
    if (fault) fake.faults.behave(fault);
    const rest = { ref: null, totalMinor: 10_000n, currency: "CNY", reason: "多充了", notifyUrl: "" };
    return alipay.refund({ ...rest, outNo: "A7", refundNo, amountMinor });
  };
  const find = (refundNo: string) => alipay.queryRefund({ outNo: "A7", refundNo, ref: null });

  test("in parts, each once, never more than was paid; a lost answer is found by asking", async () => {
    await open(order("A7"));
    fake.books.pay("A7");
    expect(await find("R1")).toEqual({ state: "NOT_FOUND" });
    expect(await refund("R1", 4_000n)).toMatchObject({ state: "DONE", amountMinor: 4_000n, at: clock.now() });
    expect(await refund("R1", 4_000n)).toMatchObject({ state: "DONE", amountMinor: 4_000n });
    expect(await refund("R1", 3_000n)).toMatchObject({ state: "UNKNOWN" });
    expect(await refund("R2", 6_001n)).toMatchObject({ state: "FAILED" });
    for (const [fault, amount] of [
      ["timeout-after", 1_000n],
      ["error-after", 1_000n],
      ["mis-signed", 1_000n],
      ["never-seen", 3_000n],
    ] as const) {
      expect(await refund(fault, amount, fault)).toMatchObject({ state: "UNKNOWN" });
      expect(await find(fault)).toMatchObject({ state: "DONE", amountMinor: amount });
    }
    expect(fake.books.trades.get("A7")?.state).toBe("TRADE_CLOSED"); // all of it went back
    expect(await query("A7")).toMatchObject({ state: "PAID", amountMinor: 10_000n });
  });
});

describe("notices", () => {
  const read = (body: string) => alipay.readNotice({ headers: {}, body });

  test("signed, young, for our application and merchant", async () => {
    const refunded = fake.notices.at(-1)!;
    expect(await read(refunded.body)).toMatchObject({ kind: "trade_status_sync:REFUND", outNo: "never-seen" });
    const paid = fake.notices[0]!;
    const notice = await read(paid.body);
    expect(notice).toMatchObject({ kind: "trade_status_sync:TRADE_SUCCESS", outNo: "A1", eventId: "fake1" });
    expect(JSON.stringify(notice.body)).not.toContain("2088900000000009");
    const fields = Object.fromEntries(new URLSearchParams(paid.body));
    const { sign: _, sign_type: __, ...plain } = fields;
    await expect(read(paid.body.replace("A1", "A9"))).rejects.toThrow("signature");
    await expect(read(fake.signed(plain, false))).rejects.toThrow("signature");
    await expect(read("nonsense")).rejects.toThrow("signature");
    await expect(read(fake.signed({ ...plain, app_id: "2021000000000009" }))).rejects.toThrow("application");
    await expect(read(fake.signed({ ...plain, seller_id: "2088000000000009" }))).rejects.toThrow("merchant");
    await expect(read(fake.signed({ ...plain, notify_time: "2026-10-20 10:00:00" }))).rejects.toThrow("old");
    expect(alipay.accepted.body).toBe("success");
  });
});

test("the statement of a day: payments with fees, refunds, transfers; each once, after ten o'clock", async () => {
  expect(await alipay.downloadStatement("2026-11-20")).toBeNull();
  clock.pass(86_400_000);
  const lines = (await alipay.downloadStatement("2026-11-20"))!;
  expect(lines.filter(({ outNo }) => outNo === "A1" || outNo === "R1")).toMatchObject([
    { kind: "PAYMENT", amountMinor: 10_000n, feeMinor: 60n },
    { kind: "REFUND", amountMinor: -4_000n, feeMinor: 0n },
  ]);
  expect(lines).toHaveLength(2 + 5);
  expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(lines.length);
  expect(rowsOf("#a\n#b\n甲（元）,乙\n1\t,二\t\n#c\n")).toEqual([{ "甲(元)": "1", 乙: "二" }]);
});
