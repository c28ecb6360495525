import { afterAll, beforeAll, expect, test } from "vitest";
import { readProviders } from "#lib/env-providers.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import { FakeWechat } from "#test/fake-wechat.ts";
import { wechatPayments } from "../payment/wechat.ts";
import type { PayoutProvider, SendPayout } from "./payout.ts";
import { wechatPayouts } from "./wechat.ts";

const hour = 3_600_000;
const clock = new FakeClock(new Date("2026-11-20T02:00:00Z"));
let fake: FakeWechat;
let wechat: PayoutProvider;
beforeAll(async () => {
  fake = await FakeWechat.start({ clock });
  wechat = wechatPayouts(readProviders(fake.settings).settings.wechat!, { now: clock.now, timeoutMs: 300 });
});
afterAll(() => fake.close());

const order = (outNo: string, amountMinor = 5_000n): SendPayout => ({
  outNo,
  amountMinor,
  currency: "CNY",
  payee: { kind: "WECHAT", number: `o-${outNo}`, holderName: "林小姐" },
  memo: "十一月佣金",
  notifyUrl: "http://127.0.0.1:1/notify",
});
const send = (outNo: string, fault?: Fault) => {
  if (fault) fake.faults.behave(fault);
  return wechat.send(order(outNo));
};
const query = (outNo: string) => wechat.query({ outNo, ref: null });
const paid = (outNo: string) => fake.transfers.paid.filter((each) => each.outNo === outNo).map(({ amount }) => amount);

test("waits for the payee a day, with what he confirms with; then it is paid, once", async () => {
  const sent = await send("T1");
  const confirmBy = new Date(clock.now().getTime() + 24 * hour);
  expect(sent).toMatchObject({ state: "WAITING", confirm: "package-of-T1", confirmBy });
  expect(await send("T1")).toEqual(sent);
  expect(await query("T1")).toMatchObject({ state: "WAITING", confirm: "", confirmBy });
  expect(fake.transfers.bills.get("T1")?.name).toBe("林小姐"); // it travelled encrypted
  fake.transfers.confirm("T1");
  expect(await query("T1")).toMatchObject({ state: "PAID", amountMinor: 5_000n, at: clock.now() });
  expect(await wechat.cancel({ outNo: "T1", ref: null })).toMatchObject({ state: "PAID" });
  expect(paid("T1")).toEqual([5_000]);
  expect(await wechat.send(order("T1", 6_000n))).toMatchObject({ state: "UNKNOWN" });
});

test("taken back, or never confirmed, even when WeChat lags behind its day", async () => {
  await send("T2");
  expect(await wechat.cancel({ outNo: "T2", ref: null })).toMatchObject({ state: "CANCELLED" });
  expect(fake.transfers.confirm("T2")).toBe(false);
  await send("T3");
  await send("T4", "wait-past-24h");
  clock.pass(25 * hour);
  expect(await query("T3")).toMatchObject({ state: "CANCELLED" });
  const late = await query("T4");
  expect(late).toMatchObject({ state: "WAITING" });
  clock.pass(6 * hour);
  expect(await query("T4")).toMatchObject({ state: "CANCELLED" });
});

test("no definite answer is UNKNOWN, and sending it again makes no second bill", async () => {
  for (const fault of ["timeout-after", "error-after", "mis-signed", "never-seen", "timeout-before", "rate-limit"] as const) {
    const outNo = `F${fault.replaceAll("-", "")}`;
    expect(await send(outNo, fault)).toMatchObject({ state: "UNKNOWN" });
    const accepted = fault !== "timeout-before" && fault !== "rate-limit";
    expect(await query(outNo)).toMatchObject({ state: accepted ? "WAITING" : "NOT_FOUND" });
    expect(await send(outNo)).toMatchObject({ state: "WAITING" });
    fake.transfers.confirm(outNo);
    expect(paid(outNo)).toEqual([5_000]);
  }
  expect(await send("T5", "not-found")).toMatchObject({ state: "WAITING" });
  expect(await query("T5")).toEqual({ state: "NOT_FOUND" });
  clock.pass(300_000);
  expect(await query("T5")).toMatchObject({ state: "WAITING" });
  fake.faults.behave("mis-signed");
  expect(await query("T404")).toMatchObject({ state: "UNKNOWN" });
  fake.faults.behave("changed-amount");
  fake.transfers.confirm("T5");
  expect(await query("T5")).toMatchObject({ state: "PAID", amountMinor: 5_001n });
});

test("only a failed bill is a failure; our balance is short under the same number", async () => {
  expect(await send("T6", "refused")).toMatchObject({ state: "FAILED", reason: "PAYEE_ACCOUNT_ABNORMAL" });
  fake.transfers.people.set("o-T7", "别人");
  expect(await send("T7")).toMatchObject({ state: "FAILED", reason: "NAME_NOT_CORRECT" });
  fake.transfers.available = 100;
  expect(await send("T8")).toMatchObject({ state: "FAILED", balanceShort: true });
  expect(await query("T8")).toEqual({ state: "NOT_FOUND" });
  fake.transfers.available = 1_000_000;
  expect(await send("T8")).toMatchObject({ state: "WAITING" });
  expect(await wechat.send(order("has-dash"))).toMatchObject({ state: "UNKNOWN" }); // PARAM_ERROR says nothing about a bill
});

test("a notice names the bill; the day's statement has what was paid", async () => {
  const { headers, body } = fake.notices.find((each) => each.url.endsWith("/notify"))!;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  await expect(wechat.readNotice({ headers: lower, body })).rejects.toThrow("old"); // it lay there for days
  const again = fake.signed(body, Math.floor(clock.now().getTime() / 1000));
  const young = Object.fromEntries(Object.entries(again).map(([name, value]) => [name.toLowerCase(), value]));
  expect(await wechat.readNotice({ headers: young, body })).toMatchObject({ kind: "MCHTRANSFER.BILL.FINISHED", outNo: "T1" });
  const payments = wechatPayments(readProviders(fake.settings).settings.wechat!, { now: clock.now, timeoutMs: 300 });
  clock.pass(48 * hour);
  const lines = (await payments.downloadStatement("2026-11-20"))!;
  expect(lines).toMatchObject([
    { kind: "PAYOUT", outNo: "T1", amountMinor: -5_000n, providerRef: fake.transfers.bills.get("T1")!.billNo },
  ]);
});
