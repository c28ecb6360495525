import { beforeEach, expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute, second } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { notice, type ScriptedProvider, scriptedProvider } from "#test/scripted-provider.ts";
import { cancelOwnPayment, checkOwnPayment, retryOwnPayment } from "./continue-payment.ts";
import { followPaymentEvent } from "./follow-event.ts";
import { queryPayment } from "./query-payment.ts";
import { queryPayments } from "./query-payments.ts";
import { startTopUp } from "./start-topup.ts";

const now = new Date("2026-11-22T08:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const amountMinor = "100000";
let provider: ScriptedProvider;

beforeEach(() => {
  provider = scriptedProvider();
  usePaymentProviders([provider]);
});

async function start(db: Db, at = now) {
  const distributor = await makeDistributor(db);
  const ctx = ctxOf(db, distributor.actor, at);
  const { id } = await startTopUp(ctx, { amountMinor, method: "SANDBOX" });
  const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
  return { id, outNo, distributor, ctx };
}

const clock = (db: Db, at: Date) => queryPayments(systemCtx(db, at));
const stateOf = async (db: Db, id: string) => (await db.payment.findUniqueOrThrow({ where: { id } })).state;
const prepaidOf = async (db: Db, id: string) => (await getBalances({ db }, id)).prepaidMinor;

async function tell(db: Db, outNo: string | null, eventId: string = newId(), signature = "good", at = now) {
  const ctx = systemCtx(db, at);
  const taken = await takeEvent(ctx, provider, notice(outNo, eventId, signature));
  return taken && followPaymentEvent(ctx, taken);
}

test("the callback is lost: the clock finds the payment, books it with its fee, and tells him once", async ({ db }) => {
  const { id, outNo, distributor } = await start(db);
  provider.pay(outNo);
  expect(await prepaidOf(db, distributor.id)).toBe(0n);
  expect(await clock(db, later(9 * second))).toEqual({ payments: 0, moved: 0, refunds: 0 });
  expect(await clock(db, later(10 * second))).toMatchObject({ payments: 1, moved: 1 });
  expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
  const payment = await db.payment.findUniqueOrThrow({ where: { id } });
  expect(payment).toMatchObject({
    state: "PAID",
    feeMinor: 0n,
    providerRef: `ref-${outNo}`,
    nextQueryAt: null,
    handoffSealed: null,
  });
  expect(await db.topUp.findUnique({ where: { paymentId: id } })).toMatchObject({ status: "CONFIRMED", bankReference: outNo });
  expect(await db.message.count({ where: { template: "topup.confirmed", recipient: distributor.email } })).toBe(1);
  expect(await clock(db, later(40 * day))).toMatchObject({ payments: 0 });
});

test("the provider's own fee counts, and is booked", async ({ db }) => {
  const { id, outNo, distributor } = await start(db);
  provider.pay(outNo, { feeMinor: 600n });
  await tell(db, outNo);
  expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
  const topUp = await db.topUp.findUniqueOrThrow({ where: { paymentId: id } });
  const entries = await db.ledgerEntry.findMany({
    where: { transaction: { kind: "topup", reference: topUp.id } },
    include: { account: true },
    orderBy: { id: "asc" },
  });
  expect(entries.map((entry) => [entry.account.kind, entry.amountMinor])).toEqual([
    ["CASH_SANDBOX", 99_400n],
    ["FEES", 600n],
    ["PREPAID", -100_000n],
  ]);
});

test("asked in growing waits; when its time is over it is closed with the provider first, then looked at for thirty days", async ({
  db,
}) => {
  const { id, outNo } = await start(db);
  const asked: number[] = [];
  for (let at = 0; at <= 3 * day; at += at < 30 * minute ? 10 * second : at < 3 * hour ? minute : hour)
    if ((await clock(db, later(at))).payments > 0) asked.push(at / second);
  for (const [i, due] of [10, 40, 100, 220, 520, 1420, 3600, 7200].entries()) {
    expect(asked[i]).toBeGreaterThanOrEqual(due);
    expect(asked[i]).toBeLessThanOrEqual(due + 120); // the test's clock goes in steps
  }
  expect(provider.calls.filter(({ what }) => what === "close")).toEqual([{ what: "close", no: outNo }]);
  expect(await db.payment.findUnique({ where: { id } })).toMatchObject({ state: "CLOSED", reason: "closed" });
  expect(await db.topUp.findUnique({ where: { paymentId: id } })).toMatchObject({ status: "REJECTED" });
  expect(asked.length).toBeLessThan(14);
  await clock(db, later(31 * day));
  expect((await db.payment.findUniqueOrThrow({ where: { id } })).nextQueryAt).toBeNull();
});

test("paid after it was closed: recovered, in full", async ({ db }) => {
  const { id, outNo, distributor } = await start(db);
  await clock(db, later(hour));
  expect(await stateOf(db, id)).toBe("CLOSED");
  provider.pay(outNo);
  await clock(db, later(2 * hour + minute));
  expect(await stateOf(db, id)).toBe("PAID");
  expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
  expect(await db.topUp.findUnique({ where: { paymentId: id } })).toMatchObject({ status: "CONFIRMED", rejectReason: null });
});

test("another amount, currency or merchant: an incident, and nothing else", async ({ db }) => {
  for (const [said, wrong] of [
    [{ amountMinor: 99_999n }, "amount"],
    [{ amountMinor: 100_001n }, "amount"],
    [{ currency: "USD" }, "currency"],
    [{ merchant: "somebody else" }, "merchant"],
  ] as const) {
    const { id, outNo, distributor } = await start(db);
    provider.pay(outNo, said);
    for (let i = 0; i < 3; i++) await tell(db, outNo);
    await clock(db, later(minute));
    expect(await stateOf(db, id)).toBe("PENDING");
    expect(await prepaidOf(db, distributor.id)).toBe(0n);
    const incidents = await db.incident.findMany({ where: { subjectId: id } });
    expect(incidents).toMatchObject([{ kind: "payment.mismatch", expectedMinor: 100_000n, details: { wrong: [wrong] } }]);
    expect(await db.providerEvent.count({ where: { outNo, kind: "query.PAID" } })).toBe(1);
  }
});

test("the same notice five times at once, and five different ones at once: one effect", async ({ db }) => {
  const { id, outNo, distributor } = await start(db);
  provider.pay(outNo);
  provider.delayMs = 30;
  const eventId = newId();
  const same = Array.from({ length: 5 }, () => tell(db, outNo, eventId));
  const others = Array.from({ length: 5 }, () => tell(db, outNo));
  expect(await Promise.all([...same, ...others])).toEqual(Array(10).fill(true));
  expect(await db.providerEvent.count({ where: { eventId } })).toBe(1);
  expect(provider.calls.filter(({ what }) => what === "query")).toHaveLength(6);
  expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
  expect(await db.auditEntry.count({ where: { action: "payment.paid", subjectId: id } })).toBe(1);
  expect(await db.message.count({ where: { recipient: distributor.email } })).toBe(1);
});

test("failed or closed after paid changes nothing", async ({ db }) => {
  const { id, outNo, distributor } = await start(db);
  provider.pay(outNo);
  await tell(db, outNo);
  for (const state of ["FAILED", "CLOSED"] as const) {
    provider.end(outNo, state);
    await tell(db, outNo);
    await queryPayment(ctxOf(db, await makeStaff(db, "FINANCE"), now), { id });
  }
  expect(await stateOf(db, id)).toBe("PAID");
  expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
});

test("a notice with a wrong signature has no effect, and is one incident an hour however many come", async ({ db }) => {
  const { id, outNo } = await start(db);
  provider.pay(outNo);
  const before = await db.incident.count({ where: { kind: "notice.refused" } });
  for (let i = 0; i < 20; i++) expect(await tell(db, outNo, newId(), "forged")).toBeNull();
  expect(provider.calls.filter(({ what }) => what === "query")).toHaveLength(0);
  expect(await stateOf(db, id)).toBe("PENDING");
  expect(await db.providerEvent.count({ where: { outNo } })).toBe(0);
  expect(await db.incident.count({ where: { kind: "notice.refused" } })).toBe(before + 1);
  await tell(db, outNo, newId(), "forged", later(hour));
  expect(await db.incident.count({ where: { kind: "notice.refused" } })).toBe(before + 2);
  expect(await tell(db, "P20261122NOTOURSATALL1234")).toBe(false);
});

test("a notice that comes before the provider's own books know: asked again soon", async ({ db }) => {
  const { id, outNo } = await start(db);
  await clock(db, later(10 * second));
  await tell(db, outNo, newId(), "good", later(15 * second));
  expect(await stateOf(db, id)).toBe("PENDING");
  provider.pay(outNo);
  await clock(db, later(25 * second));
  expect(await stateOf(db, id)).toBe("PAID");
});

test("no answer when it was started: the order exists or not, the same number finds out", async ({ db }) => {
  for (const trouble of ["lost-before", "lost-after", "throw"] as const) {
    provider.trouble("start", trouble);
    const { id, outNo, ctx, distributor } = await start(db);
    expect(await stateOf(db, id)).toBe("CREATED");
    const again = await retryOwnPayment(ctx, { id });
    expect(again).toMatchObject({ state: "PENDING", handoff: { kind: "redirect" } });
    await expect(retryOwnPayment(ctx, { id })).rejects.toMatchObject({ code: "CONFLICT" });
    expect([...provider.orders.keys()].filter((no) => no === outNo)).toHaveLength(1);
    provider.pay(outNo);
    await clock(db, later(minute));
    expect(await prepaidOf(db, distributor.id)).toBe(100_000n);
  }
  provider.trouble("start", "lost-before");
  const lost = await start(db);
  await clock(db, later(2 * hour));
  expect(await db.payment.findUnique({ where: { id: lost.id } })).toMatchObject({ state: "CLOSED", reason: "not found" });
});

test("refused when it was started: failed at once; refused only when sent again: asked, not believed", async ({ db }) => {
  provider.trouble("start", "refuse");
  const refused = await start(db);
  expect(await stateOf(db, refused.id)).toBe("FAILED");
  provider.trouble("start", "lost-after", "refuse");
  const { id, outNo, ctx } = await start(db);
  provider.pay(outNo);
  expect(await retryOwnPayment(ctx, { id })).toMatchObject({ state: "PAID" });
});

test("a notice, a query and a cancellation at once: one outcome, and the books agree", async ({ db }) => {
  for (let round = 0; round < 12; round++) {
    const { id, outNo, ctx, distributor } = await start(db);
    provider.delayMs = round % 3;
    const paying = () => provider.orders.get(outNo)?.state === "OPEN" && provider.pay(outNo);
    if (round % 2) paying();
    else setTimeout(paying, round % 5);
    await Promise.allSettled([
      tell(db, outNo),
      clock(db, later(10 * second)),
      cancelOwnPayment(ctx, { id }),
      checkOwnPayment(ctx, { id }),
      tell(db, outNo),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await tell(db, outNo);
    const paid = provider.orders.get(outNo)?.state === "PAID";
    expect(await stateOf(db, id)).toBe(paid ? "PAID" : "CLOSED");
    expect(await prepaidOf(db, distributor.id)).toBe(paid ? 100_000n : 0n);
  }
});

test("cancelling: closed with the provider first; too late is paid; no answer decides nothing", async ({ db }) => {
  const first = await start(db);
  expect(await cancelOwnPayment(first.ctx, { id: first.id })).toEqual({ state: "CLOSED" });
  expect(provider.orders.get(first.outNo)?.state).toBe("CLOSED");
  const second_ = await start(db);
  provider.pay(second_.outNo);
  expect(await cancelOwnPayment(second_.ctx, { id: second_.id })).toEqual({ state: "PAID" });
  const third = await start(db);
  provider.trouble("close", "lost-after");
  await expect(cancelOwnPayment(third.ctx, { id: third.id })).rejects.toMatchObject({ code: "UNDECIDED" });
  expect(await stateOf(db, third.id)).toBe("PENDING");
});

test("the provider says nothing definite for days: never closed here, and put before a person", async ({ db }) => {
  const { id } = await start(db);
  provider.trouble("query", ...Array<"lost-before">(60).fill("lost-before"));
  provider.trouble("close", ...Array<"throw">(60).fill("throw"));
  for (let at = 0; at <= 3 * day; at += hour) await clock(db, later(at));
  expect(await stateOf(db, id)).toBe("PENDING");
  expect(await db.incident.findMany({ where: { subjectId: id } })).toMatchObject([{ kind: "payment.stuck" }]);
});

test("eight runners at once ask about each payment once", async ({ db }) => {
  for (let i = 0; i < 12; i++) await start(db);
  provider.calls.length = 0;
  provider.delayMs = 20;
  await Promise.all(Array.from({ length: 8 }, () => clock(db, later(10 * second))));
  const asked = provider.calls.filter(({ what }) => what === "query").map(({ no }) => no);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeGreaterThanOrEqual(12);
});

test("one payment that cannot be followed does not hold up the others", async ({ db }) => {
  await start(db);
  const good = await start(db);
  provider.pay(good.outNo);
  provider.trouble("query", "throw");
  await clock(db, later(10 * second));
  await clock(db, later(41 * second));
  expect(await stateOf(db, good.id)).toBe("PAID");
});

test("who may: the distributor his own, nobody else's; what is off or frozen cannot be started", async ({ db }) => {
  const { id, ctx } = await start(db);
  const stranger = ctxOf(db, (await makeDistributor(db)).actor, now);
  for (const run of [checkOwnPayment, cancelOwnPayment, retryOwnPayment])
    await expect(run(stranger, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const staff = ctxOf(db, await makeStaff(db), now);
  await expect(startTopUp(staff, { amountMinor, method: "SANDBOX" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(queryPayment(ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(queryPayment(ctxOf(db, await makeStaff(db, "SUPPORT")), { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const wrong of ["0", "99", "-100", "1e6", "100.0", "20000001", ""])
    await expect(startTopUp(ctx, { amountMinor: wrong, method: "SANDBOX" })).rejects.toThrow();
  await expect(startTopUp(ctx, { amountMinor, method: "WECHAT_JSAPI" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await db.setting.create({ data: { key: "sandboxOn", value: false } });
  await expect(startTopUp(ctx, { amountMinor, method: "SANDBOX" })).rejects.toMatchObject({ code: "PROVIDER_OFF" });
  expect(await checkOwnPayment(ctx, { id })).toEqual({ state: "PENDING" });
  await db.setting.delete({ where: { key: "sandboxOn" } });
  await db.distributor.updateMany({ data: { status: "FROZEN" } });
  await expect(startTopUp(ctx, { amountMinor, method: "SANDBOX" })).rejects.toMatchObject({ code: "FROZEN" });
});
