import { beforeEach, expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute, second } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { notice, type ScriptedProvider, scriptedProvider } from "#test/scripted-provider.ts";
import { approveRefund, rejectRefund } from "./decide-refund.ts";
import { followPaymentEvent } from "./follow-event.ts";
import { queryPayments } from "./query-payments.ts";
import { requestRefund } from "./request-refund.ts";
import { startTopUp } from "./start-topup.ts";

const now = new Date("2026-11-22T08:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const reason = "多充了一笔";
let provider: ScriptedProvider;

beforeEach(() => {
  provider = scriptedProvider();
  usePaymentProviders([provider]);
});

const clock = (db: Db, at: Date) => queryPayments(systemCtx(db, at));
const refundOf = (db: Db, id: string) => db.refund.findUniqueOrThrow({ where: { id } });
const cashOf = async (db: Db) => {
  const sum = await db.ledgerEntry.aggregate({ where: { account: { kind: "CASH_SANDBOX" } }, _sum: { amountMinor: true } });
  return sum._sum.amountMinor ?? 0n;
};

/** 1,000.00 paid, and two people of finance. */
async function paid(db: Db) {
  const distributor = await makeDistributor(db);
  const ctx = ctxOf(db, distributor.actor, now);
  const { id } = await startTopUp(ctx, { amountMinor: "100000", method: "SANDBOX" });
  const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
  provider.pay(outNo);
  await clock(db, later(10 * second));
  const finance = [ctxOf(db, await makeStaff(db, "FINANCE"), now), ctxOf(db, await makeStaff(db, "FINANCE"), now)] as const;
  const balances = () => getBalances({ db }, distributor.id);
  return { id, outNo, ctx, distributor, finance, balances };
}

test("asked for by one, approved by another, given back, booked, told", async ({ db }) => {
  const { id, finance, balances, distributor } = await paid(db);
  const cash = await cashOf(db);
  const refund = await requestRefund(finance[0], { paymentId: id, amountMinor: "30000", reason });
  expect(await balances()).toMatchObject({ prepaidMinor: 70_000n, outgoingMinor: 30_000n });
  await expect(approveRefund(finance[0], refund)).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
  expect(await approveRefund(finance[1], refund)).toMatchObject({ state: "DONE" });
  expect(await balances()).toMatchObject({ prepaidMinor: 70_000n, outgoingMinor: 0n });
  expect(await cashOf(db)).toBe(cash - 30_000n);
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "DONE", nextQueryAt: null, doneAt: expect.any(Date) });
  expect(await db.message.count({ where: { template: "refund.done", recipient: distributor.email } })).toBe(1);
  await expect(approveRefund(finance[1], refund)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(rejectRefund(finance[1], { ...refund, reason })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("several parts, never more than was paid, however many ask at once", async ({ db }) => {
  const { id, finance, balances } = await paid(db);
  const ask = (amountMinor: string) => requestRefund(finance[0], { paymentId: id, amountMinor, reason });
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask("15000")));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "LIMIT_REACHED" });
  expect(await balances()).toMatchObject({ prepaidMinor: 10_000n, outgoingMinor: 90_000n });
  const whole = await ask("10000");
  await expect(ask("1")).rejects.toMatchObject({ code: "LIMIT_REACHED", details: { leftMinor: 0n } });
  await rejectRefund(finance[0], { ...whole, reason: "客户改主意" });
  await ask("10000");
  expect((await db.payment.findUniqueOrThrow({ where: { id } })).refundedMinor).toBe(100_000n);
  const open = await db.refund.findMany({ where: { paymentId: id, state: "REQUESTED" } });
  for (const refund of open) await approveRefund(finance[1], { id: refund.id });
  expect([...provider.refunds.values()].reduce((sum, refund) => sum + refund.amountMinor, 0n)).toBe(100_000n);
  expect(await balances()).toMatchObject({ prepaidMinor: 0n, outgoingMinor: 0n });
});

test("what has been spent cannot be asked back", async ({ db }) => {
  const { id, finance, distributor } = await paid(db);
  const spend = { kind: "purchase", reference: newId() };
  await inTransaction(systemCtx(db), (tx) =>
    postTransaction(tx, {
      ...spend,
      lines: [
        { account: { kind: "PREPAID", ownerId: distributor.id }, debitMinor: 90_000n },
        { account: { kind: "SALES" }, creditMinor: 90_000n },
      ],
    }),
  );
  const ask = (amountMinor: string) => requestRefund(finance[0], { paymentId: id, amountMinor, reason });
  await expect(ask("10001")).rejects.toMatchObject({ code: "INSUFFICIENT_BALANCE" });
  expect((await db.payment.findUniqueOrThrow({ where: { id } })).refundedMinor).toBe(0n);
  await ask("10000");
});

test("approved by eight at once: sent once, under one number", async ({ db }) => {
  const { id, finance } = await paid(db);
  for (let round = 0; round < 5; round++) {
    const refund = await requestRefund(finance[0], { paymentId: id, amountMinor: "100", reason });
    provider.calls.length = 0;
    const answers = await Promise.allSettled([
      ...Array.from({ length: 8 }, () => approveRefund(finance[1], refund)),
      rejectRefund(finance[0], { ...refund, reason }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { state } = await refundOf(db, refund.id);
    expect(provider.calls.filter(({ what }) => what === "refund")).toHaveLength(state === "DONE" ? 1 : 0);
  }
});

test("no answer: UNKNOWN until a query knows; lost on the way: the same number again, once it is believable", async ({ db }) => {
  const { id, finance, balances } = await paid(db);
  const ask = () => requestRefund(finance[0], { paymentId: id, amountMinor: "1000", reason });
  provider.trouble("refund", "lost-after");
  const taken = await ask();
  expect(await approveRefund(finance[1], taken)).toMatchObject({ state: "UNKNOWN" });
  await clock(db, later(30 * second));
  expect(await refundOf(db, taken.id)).toMatchObject({ state: "DONE" });

  provider.trouble("refund", "lost-before");
  const lost = await ask();
  expect(await approveRefund(finance[1], lost)).toMatchObject({ state: "UNKNOWN" });
  await clock(db, later(2 * minute));
  expect(await refundOf(db, lost.id)).toMatchObject({ state: "UNKNOWN" }); // not found is not failure yet
  await clock(db, later(10 * minute));
  expect(await refundOf(db, lost.id)).toMatchObject({ state: "DONE" });
  expect(provider.refunds.size).toBe(2);
  expect(await balances()).toMatchObject({ prepaidMinor: 98_000n, outgoingMinor: 0n });
});

test("in progress, then failed: the amount is his again and may be asked for again", async ({ db }) => {
  const { id, finance, balances, distributor } = await paid(db);
  provider.refundAs = "PENDING";
  const refund = await requestRefund(finance[0], { paymentId: id, amountMinor: "100000", reason });
  expect(await approveRefund(finance[1], refund)).toMatchObject({ state: "PENDING" });
  const { outNo } = await refundOf(db, refund.id);
  provider.refunds.get(outNo)!.state = "FAILED";
  const taken = await takeEvent(systemCtx(db, now), provider, notice(outNo, newId()));
  expect(await followPaymentEvent(systemCtx(db, now), taken!)).toBe(true);
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "FAILED", failReason: "account closed" });
  expect(await balances()).toMatchObject({ prepaidMinor: 100_000n, outgoingMinor: 0n });
  expect(await db.message.count({ where: { template: "refund.failed", recipient: distributor.email } })).toBe(1);
  provider.refundAs = "DONE";
  const again = await requestRefund(finance[0], { paymentId: id, amountMinor: "100000", reason });
  expect(await approveRefund(finance[1], again)).toMatchObject({ state: "DONE" });
});

test("nobody can say for a day: put before a person, never sent under another number, never given up", async ({ db }) => {
  const { id, finance, balances } = await paid(db);
  const refund = await requestRefund(finance[0], { paymentId: id, amountMinor: "5000", reason });
  provider.trouble("refund", "lost-before");
  provider.trouble("queryRefund", ...Array<"lost-before">(40).fill("lost-before"));
  await approveRefund(finance[1], refund);
  for (let at = 0; at < 2 * day; at += hour) await clock(db, later(at));
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "UNKNOWN" });
  expect(await db.incident.findMany({ where: { subjectId: refund.id } })).toMatchObject([{ kind: "refund.stuck" }]);
  expect(await balances()).toMatchObject({ outgoingMinor: 5_000n });
  const numbers = provider.calls.filter(({ what }) => what === "refund").map(({ no }) => no);
  expect(new Set(numbers).size).toBe(1);
});

test("another amount given back than asked, or failed after done: an incident, no posting", async ({ db }) => {
  const { id, finance, balances } = await paid(db);
  provider.refundAs = "PENDING";
  const refund = await requestRefund(finance[0], { paymentId: id, amountMinor: "5000", reason });
  await approveRefund(finance[1], refund);
  const { outNo } = await refundOf(db, refund.id);
  provider.refunds.set(outNo, { outNo, amountMinor: 4_999n, state: "DONE" });
  await clock(db, later(minute));
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "PENDING" });
  expect(await db.incident.findFirst({ where: { subjectId: refund.id } })).toMatchObject({ actualMinor: 4_999n });
  provider.refunds.set(outNo, { outNo, amountMinor: 5_000n, state: "DONE" });
  await clock(db, later(10 * minute));
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "DONE" });
  provider.refunds.get(outNo)!.state = "FAILED";
  const taken = await takeEvent(systemCtx(db, now), provider, notice(outNo, newId()));
  await followPaymentEvent(systemCtx(db, now), taken!);
  expect(await refundOf(db, refund.id)).toMatchObject({ state: "DONE" });
  expect(await balances()).toMatchObject({ prepaidMinor: 95_000n, outgoingMinor: 0n });
});

test("who may ask and decide", async ({ db }) => {
  const { id, ctx, finance } = await paid(db);
  const ask = (by: typeof ctx | (typeof finance)[0]) => requestRefund(by, { paymentId: id, amountMinor: "100", reason });
  const stranger = ctxOf(db, (await makeDistributor(db)).actor, now);
  await expect(ask(stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const)
    await expect(ask(ctxOf(db, await makeStaff(db, role), now))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(requestRefund(systemCtx(db), { paymentId: id, amountMinor: "100", reason })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const own = await ask(ctx);
  await expect(approveRefund(ctx, own)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(() => rejectRefund(ctxOf(db, { kind: "public" }), { ...own, reason })).toThrow("UNAUTHENTICATED");
  await expect(rejectRefund(stranger, { ...own, reason })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await rejectRefund(ctx, { ...own, reason: "不退了" });
  const open = await startTopUp(ctx, { amountMinor: "1000", method: "SANDBOX" });
  await expect(requestRefund(ctx, { paymentId: open.id, amountMinor: "100", reason })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const second_ = await ask(ctx);
  expect(await approveRefund(finance[0], second_)).toMatchObject({ state: "DONE" });
});
