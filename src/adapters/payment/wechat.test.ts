import { createVerify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProviders } from "#lib/env-providers.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { FakeWechat } from "#test/fake-wechat.ts";
import type { PaymentMethodName, PaymentProvider, StartPayment } from "./payment.ts";
import { wechatPayments } from "./wechat.ts";
import { rowsOf } from "./wechat-statement.ts";

const clock = new FakeClock(new Date("2026-11-20T02:00:00Z"));
let fake: FakeWechat;
let wechat: PaymentProvider;
beforeAll(async () => {
  fake = await FakeWechat.start({ clock });
  wechat = wechatPayments(readProviders(fake.settings).settings.wechat!, { now: clock.now, timeoutMs: 300 });
});
afterAll(() => fake.close());

const order = (outNo: string, method: PaymentMethodName = "WECHAT_NATIVE"): StartPayment => ({
  outNo,
  method,
  amountMinor: 10_000n,
  currency: "CNY",
  title: "预存款充值",
  expiresAt: new Date(clock.now().getTime() + 3_600_000),
  notifyUrl: "http://127.0.0.1:1/notify",
  returnUrl: "http://localhost/r?a=1",
  payerIp: "203.0.113.9",
  openid: "o-payer",
});
const ask = (outNo: string) => ({ outNo, ref: null });
const query = (outNo: string, fault?: Fault) => {
  if (fault) fake.faults.behave(fault);
  return wechat.query(ask(outNo));
};
const startWith = (fault: Fault, each: StartPayment) => {
  fake.faults.behave(fault);
  return wechat.start(each);
};

describe("a payment", () => {
  test("Native, H5 and JSAPI, each with what the payer needs", async () => {
    expect(await wechat.start(order("W1"))).toMatchObject({
      state: "PENDING",
      handoff: { kind: "qr", text: expect.stringContaining("weixin://") },
    });
    const h5 = await wechat.start(order("W2", "WECHAT_H5"));
    expect(h5).toMatchObject({
      handoff: {
        kind: "redirect",
        url: expect.stringContaining(`&redirect_url=${encodeURIComponent("http://localhost/r?a=1")}`),
      },
    });
    const jsapi = await wechat.start(order("W3", "WECHAT_JSAPI"));
    if (jsapi.state !== "PENDING" || jsapi.handoff.kind !== "jsapi") throw new Error("no jsapi");
    const { appId, timeStamp, nonceStr, package: pack, paySign } = jsapi.handoff.params;
    const text = `${appId}\n${timeStamp}\n${nonceStr}\n${pack}\n`;
    expect(createVerify("RSA-SHA256").update(text).verify(fake.merchant.publicKey, paySign!, "base64")).toBe(true);
    expect(await wechat.start({ ...order("W4", "WECHAT_H5"), payerIp: null })).toMatchObject({ state: "FAILED" });
    expect(wechat.methods).toContain("WECHAT_JSAPI");
  });

  test("paid with the merchant named; too late to close; another amount is told as it is", async () => {
    expect(await query("W1")).toEqual({ state: "PENDING" });
    fake.orders.pay("W1");
    const paid = { state: "PAID", amountMinor: 10_000n, currency: "CNY", feeMinor: null, merchant: wechat.merchant };
    expect(await query("W1")).toMatchObject({ ...paid, paidAt: clock.now() });
    expect(await wechat.close(ask("W1"))).toMatchObject(paid);
    fake.orders.pay("W2", 9_999);
    expect(await query("W2")).toMatchObject({ state: "PAID", amountMinor: 9_999n });
    expect(await query("W1", "changed-amount")).toMatchObject({ amountMinor: 10_001n });
    expect(await query("W404")).toEqual({ state: "NOT_FOUND" });
    expect(await wechat.close(ask("W404"))).toEqual({ state: "NOT_FOUND" });
  });

  test("an unpaid one is closed, and stays so", async () => {
    expect(await wechat.close(ask("W3"))).toMatchObject({ state: "CLOSED" });
    expect(await wechat.close(ask("W3"))).toMatchObject({ state: "CLOSED" });
    fake.orders.pay("W3");
    expect(await query("W3")).toMatchObject({ state: "CLOSED" });
  });

  test("the identical order again, and another one under the same number", async () => {
    const each = order("W5");
    expect(await wechat.start(each)).toEqual(await wechat.start(each));
    expect(await wechat.start({ ...each, amountMinor: 1n })).toMatchObject({ state: "UNKNOWN" });
    expect(await wechat.start({ ...order("W6"), amountMinor: 0n })).toMatchObject({ state: "FAILED" });
  });

  test("nothing that is not an answer is taken for one, a wrong signature above all", async () => {
    const faults = ["timeout-before", "timeout-after", "error-after", "rate-limit", "never-seen", "mis-signed"] as const;
    for (const fault of faults)
      expect(await startWith(fault, order(`F${fault.replace("-", "")}`))).toMatchObject({ state: "UNKNOWN" });
    expect(await query("Ftimeoutbefore")).toEqual({ state: "NOT_FOUND" });
    expect(await query("Ftimeoutafter")).toEqual({ state: "PENDING" });
    for (const fault of faults) expect(await query("W1", fault)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("W404", "mis-signed")).toMatchObject({ state: "UNKNOWN" }); // a forged refusal
    fake.faults.behave("timeout-after");
    expect(await wechat.close(ask("Fmissigned"))).toMatchObject({ state: "UNKNOWN" });
    expect(await query("Fmissigned")).toMatchObject({ state: "CLOSED" });
    expect(await startWith("not-found", order("W7"))).toMatchObject({ state: "PENDING" });
    expect(await query("W7")).toEqual({ state: "NOT_FOUND" });
    clock.pass(300_000);
    expect(await query("W7")).toEqual({ state: "PENDING" });
  });
});

describe("refunds", () => {
  const refund = (refundNo: string, amountMinor: bigint, fault?: Fault) => {
    if (fault) fake.faults.behave(fault);
    const rest = { ref: null, currency: "CNY", reason: "多充了", notifyUrl: "http://127.0.0.1:1/notify" };
    return wechat.refund({ ...rest, outNo: "W8", refundNo, amountMinor, totalMinor: 10_000n });
  };
  const find = (refundNo: string) => wechat.queryRefund({ outNo: "W8", refundNo, ref: null });

  test("in parts, each once, never more than was paid; a lost answer is found by asking", async () => {
    await wechat.start(order("W8"));
    fake.orders.pay("W8");
    expect(await refund("R1", 4_000n)).toMatchObject({ state: "DONE", amountMinor: 4_000n });
    expect(await refund("R1", 4_000n)).toMatchObject({ state: "DONE" });
    expect(await refund("R2", 6_001n)).toMatchObject({ state: "FAILED" });
    for (const fault of ["timeout-after", "error-after", "mis-signed", "never-seen"] as const) {
      expect(await refund(`R${fault.replace("-", "")}`, 1_000n, fault)).toMatchObject({ state: "UNKNOWN" });
      expect(await find(`R${fault.replace("-", "")}`)).toMatchObject({ state: "DONE", amountMinor: 1_000n });
    }
    expect(await find("R404")).toEqual({ state: "NOT_FOUND" });
    expect(await query("W8")).toMatchObject({ state: "PAID", amountMinor: 10_000n }); // it was paid, refunded or not
    expect([...fake.orders.refunds.values()].reduce((sum, { amount }) => sum + amount, 0)).toBe(8_000);
  });
});

test("notices: decrypted when signed by WeChat within five minutes, refused otherwise", async () => {
  const notice = fake.notices.at(-1)!;
  const raw = (headers: Record<string, string>, body = notice.body) => ({
    body,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  });
  const read = await wechat.readNotice(raw(notice.headers));
  expect(read).toMatchObject({ kind: "REFUND.SUCCESS", outNo: "Rneverseen" });
  expect(JSON.stringify(read.body)).not.toContain("openid");
  await expect(wechat.readNotice(raw({}))).rejects.toThrow("signature");
  await expect(wechat.readNotice(raw(notice.headers, notice.body.replace("EV-", "XX-")))).rejects.toThrow("signature");
  const seconds = Math.floor(clock.now().getTime() / 1000);
  await expect(wechat.readNotice(raw(fake.signed(notice.body, seconds - 301)))).rejects.toThrow("old");
  await expect(wechat.readNotice(raw(fake.signed(notice.body, seconds, false)))).rejects.toThrow("signature");
  await expect(wechat.readNotice(raw(fake.signed("{}", seconds), "{}"))).rejects.toThrow("not a notice");
});

describe("the statement of a day", () => {
  test("payments with fees, refunds and transfers, each once, after ten o'clock", async () => {
    clock.pass(86_400_000);
    expect(await wechat.downloadStatement("2026-11-21")).toBeNull();
    const lines = (await wechat.downloadStatement("2026-11-20"))!;
    expect(lines.filter(({ outNo }) => outNo === "W1" || outNo === "R1")).toMatchObject([
      { kind: "PAYMENT", amountMinor: 10_000n, feeMinor: 60n },
      { kind: "REFUND", amountMinor: -4_000n, feeMinor: -24n },
    ]);
    expect(lines.map(({ kind }) => kind).sort()).toEqual([...Array(3).fill("PAYMENT"), ...Array(5).fill("REFUND")]);
    expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(lines.length);
    expect(await wechat.downloadStatement("2026-11-19")).toEqual([]);
  });

  test("a file cut off or with commas in a name keeps its columns", () => {
    const rows = rowsOf('\uFEFF甲,乙,丙\r\n`1,`2,`"三"\r\n总数,金额\r\n`1,`2\r\n');
    expect(rows).toEqual([{ 甲: "1", 乙: "2", 丙: '"三"' }]);
    expect(rowsOf("")).toEqual([]);
  });
});
