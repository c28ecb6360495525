import { describe, expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import { verifyPayee } from "#domain/payee/verify-payee.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import type { Ctx } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { hour } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makeApproved, makePayee, makePeople, makePrepared, makeStatement, makeWithdrawing } from "#test/payouts.ts";
import { approveBatch } from "./approve-batch.ts";
import { cancelItem } from "./cancel-item.ts";
import { followPayoutEvent } from "./follow-event.ts";
import { prepareBatch } from "./prepare-batch.ts";
import { listItems, totalItems } from "./queries.ts";
import { getBatch, getPayoutFigures, listBatches } from "./queries-batches.ts";
import { getItem } from "./queries-item.ts";
import { previewPayout } from "./queries-payable.ts";
import { queryPayouts } from "./query-payouts.ts";
import { rejectBatch } from "./reject-batch.ts";
import { retryItem } from "./retry-item.ts";
import { sendPayouts } from "./send-payouts.ts";

async function start(db: Db) {
  const fake = new FakePayouts();
  return { fake, providers: new Map([["SANDBOX", fake]]), people: await makePeople(db) };
}
const codes = (answers: PromiseSettledResult<unknown>[]) =>
  answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
const won = (answers: PromiseSettledResult<unknown>[]) => answers.filter((answer) => answer.status === "fulfilled").length;

describe("preparing", () => {
  test("the preview says who, how much, to which account, and who cannot be paid and why", async ({ db }) => {
    const { providers, people } = await start(db);
    const made = {
      good: await makeWithdrawing(db, people, 5000n),
      frozen: await makeWithdrawing(db, people, 5000n),
      cooling: await makeWithdrawing(db, people, 5000n),
      none: await makeWithdrawing(db, people, 5000n),
      pending: await makeWithdrawing(db, people, 5000n),
      small: await makeWithdrawing(db, people, 9n),
      large: await makeWithdrawing(db, people, 10_000_001n),
    };
    await db.distributor.update({ where: { id: made.frozen.distributor.id }, data: { status: "FROZEN" } });
    const soon = new Date(Date.now() + hour);
    await db.payeeAccount.update({ where: { id: made.cooling.payee.id }, data: { usableFrom: soon } });
    for (const one of [made.none, made.pending])
      await db.payeeAccount.update({ where: { id: one.payee.id }, data: { status: "RETIRED", retiredAt: new Date() } });
    await makePayee(db, made.pending.distributor.id, "WECHAT", { status: "PENDING" });
    const { rows } = await previewPayout(people.first, { provider: "SANDBOX" }, providers);
    const of = (one: { withdrawal: { id: string } }) => rows.find((row) => row.id === one.withdrawal.id);
    expect(of(made.good)).toMatchObject({
      obstacle: null,
      amountMinor: 5000n,
      payeeAccountId: made.good.payee.id,
      holderName: "张三",
    });
    const why = Object.fromEntries(Object.entries(made).map(([name, one]) => [name, of(one)?.obstacle]));
    expect(why).toEqual({
      ...{ good: null, frozen: "FROZEN", cooling: "COOLING", none: "NO_ACCOUNT", pending: "ACCOUNT_PENDING" },
      ...{ small: "BELOW_MIN", large: "ABOVE_MAX" },
    });
    for (const [name, one] of Object.entries(made)) {
      const prepared = makePrepared(people, { withdrawalIds: [one.withdrawal.id] }, providers);
      if (name === "good") await prepared;
      else await expect(prepared, name).rejects.toMatchObject({ code: "PAYEE_REQUIRED" });
    }
    // To a bank he has no account: a WeChat account is none.
    expect(
      (await previewPayout(people.first, { provider: "BANK" })).rows.find((row) => row.id === made.small.withdrawal.id),
    ).toMatchObject({
      obstacle: "NO_ACCOUNT",
    });
    await expect(previewPayout(people.first, { provider: "STRIPE" }, providers)).rejects.toMatchObject({ code: "PROVIDER_OFF" });
  });

  test("a company's statement without its invoice waits, where the operator asks for one", async ({ db }) => {
    const { providers, people } = await start(db);
    const { statement } = await makeStatement(db, "2026-02-01", 2, "WECHAT", "COMPANY");
    const obstacle = async () =>
      (await previewPayout(people.first, { provider: "SANDBOX", statementId: statement.id }, providers)).rows[0]?.obstacle;
    expect(await obstacle()).toBeNull();
    await changeSettings(systemCtx(db), { requireInvoice: true });
    expect(await obstacle()).toBe("NO_INVOICE");
    await changeSettings(systemCtx(db), { requireInvoice: false });
  });

  test("what was previewed, once: an amount that changed, a document taken, many clicks", async ({ db }) => {
    const { providers, people } = await start(db);
    const { statement, distributor } = await makeStatement(db, "2026-02-03");
    const input = { provider: "SANDBOX" as const, statementIds: [statement.id], totalMinor: "250" };
    const stale = prepareBatch(people.first, { ...input, totalMinor: "249" }, providers);
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
    const twice = { ...input, statementIds: [statement.id, statement.id], totalMinor: "500" };
    await expect(prepareBatch(people.first, twice, providers)).rejects.toMatchObject({ code: "CONFLICT" });
    const clicks = await Promise.allSettled(Array.from({ length: 8 }, () => prepareBatch(people.first, input, providers)));
    expect(won(clicks)).toBe(1);
    expect(codes(clicks)).toEqual(Array(7).fill("CONFLICT"));
    expect(await getBalances({ db }, distributor.id)).toMatchObject({ payableMinor: 0n, outgoingMinor: 250n });
  });
});

describe("approving", () => {
  test("another person, within his limit, once; rejected, the money is payable again", async ({ db }) => {
    const { providers, people } = await start(db);
    const { statement, distributor } = await makeStatement(db, "2026-02-05");
    const batch = await makePrepared(people, { statementIds: [statement.id] }, providers);
    await expect(approveBatch(people.first, batch)).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
    await changeSettings(systemCtx(db), { payoutLimitFinanceMinor: "249" });
    await expect(approveBatch(people.second, batch)).rejects.toMatchObject({
      code: "ABOVE_LIMIT",
      details: { limitMinor: "249" },
    });
    await changeSettings(systemCtx(db), { payoutLimitFinanceMinor: "250" });
    expect(await sendPayouts(systemCtx(db), { providers })).toEqual({ sent: 0, held: 0 });
    const clicks = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => approveBatch(people.second, batch)),
      ...Array.from({ length: 4 }, () => rejectBatch(people.first, { ...batch, reason: "金额待核" })),
    ]);
    expect(won(clicks)).toBe(1);
    if (clicks.slice(0, 4).some((click) => click.status === "fulfilled")) {
      expect(await db.payoutItem.count({ where: { batchId: batch.id, status: "READY" } })).toBe(1);
    } else expect(await getBalances({ db }, distributor.id)).toMatchObject({ payableMinor: 250n, outgoingMinor: 0n });
    await db.setting.deleteMany({ where: { key: "payoutLimitFinanceMinor" } });
  });

  test("rejected: the same documents go into another batch", async ({ db }) => {
    const { providers, people } = await start(db);
    const { statement } = await makeStatement(db, "2026-02-07");
    const { withdrawal } = await makeWithdrawing(db, people, 700n);
    const documents = { statementIds: [statement.id], withdrawalIds: [withdrawal.id] };
    const batch = await makePrepared(people, documents, providers);
    await rejectBatch(people.first, { ...batch, reason: "分开付" });
    const again = await makeApproved(db, people, documents, providers);
    await sendPayouts(systemCtx(db), { providers, batchId: again.batch.id });
    expect(again.items).toHaveLength(2);
    expect(await getBatch(people.first, again.batch.id)).toMatchObject({ status: "DONE", paidCount: 2, paidMinor: 950n });
    expect(await getBatch(people.first, batch.id)).toMatchObject({ status: "REJECTED", endedCount: 2 });
  });

  test("other roles may not; ids that are none are not found", async ({ db }) => {
    const { providers, people } = await start(db);
    const { withdrawal, distributor } = await makeWithdrawing(db, people, 700n);
    const { items } = await makeApproved(db, people, { withdrawalIds: [withdrawal.id] }, providers);
    const item = items[0]!.id;
    for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
      const ctx = ctxOf(db, await makeStaff(db, role));
      expect(() => approveBatch(ctx, { id: newId() })).toThrow("FORBIDDEN");
      await expect(cancelItem(ctx, { id: item, reason: "x" }, providers)).rejects.toThrow("FORBIDDEN");
      await expect(sendPayouts(ctx, { providers })).rejects.toThrow("FORBIDDEN");
    }
    const stranger = ctxOf(db, (await makeDistributor(db)).actor);
    await expect(getItem(stranger, item)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listItems(stranger, { distributorId: distributor.id })).items).toEqual([]);
    await expect(listBatches(stranger)).rejects.toThrow("FORBIDDEN");
    await expect(cancelItem(people.first, { id: newId(), reason: "x" }, providers)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getItem(people.first, "no-id")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(approveBatch(people.first, { id: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await sendPayouts(systemCtx(db), { providers });
    await expect(retryItem(people.first, { id: item }, providers)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(cancelItem(people.first, { id: item, reason: "x" }, providers)).rejects.toMatchObject({ code: "UNDECIDED" });
  });

  test("before it is approved its distributor does not see it", async ({ db }) => {
    const { providers, people } = await start(db);
    const { withdrawal, distributor } = await makeWithdrawing(db, people, 700n);
    const batch = await makePrepared(people, { withdrawalIds: [withdrawal.id] }, providers);
    const own = ctxOf(db, distributor.actor);
    expect((await listItems(own)).items).toEqual([]);
    await approveBatch(people.second, batch);
    expect((await listItems(own)).items).toMatchObject([{ status: "READY", documentNo: withdrawal.no, kind: "withdrawal" }]);
    const named = await listItems(people.first, { q: `TX-${withdrawal.no}` });
    expect(named.items.map((item) => item.documentId)).toEqual([withdrawal.id]);
    expect((await totalItems(own)).map(({ status, totalMinor }) => [status, totalMinor])).toEqual([["READY", 700n]]);
    expect(await getPayoutFigures(people.first, new Date(0))).toMatchObject({ underWayCount: expect.any(Number) });
    await cancelItem(people.first, { id: (await listItems(own)).items[0]!.id, reason: "清理" }, providers);
  });
});

/** A new account of the same kind, checked by finance: what a change of account is. */
async function changeAccount(db: Db, finance: Ctx, distributorId: string): Promise<void> {
  const { id } = await makePayee(db, distributorId, "WECHAT", { status: "PENDING" });
  await verifyPayee(finance, { id });
}

describe("an account that changes", () => {
  test("between preparing, approval and sending: held, never sent, cancelled and prepared anew for the new one", async ({
    db,
  }) => {
    const { fake, providers, people } = await start(db);
    const made = [await makeWithdrawing(db, people, 1000n), await makeWithdrawing(db, people, 2000n)];
    const batch = await makePrepared(people, { withdrawalIds: made.map((one) => one.withdrawal.id) }, providers);
    await changeAccount(db, people.second, made[0]!.distributor.id);
    await approveBatch(people.second, batch);
    await changeAccount(db, people.second, made[1]!.distributor.id);
    expect(await sendPayouts(systemCtx(db), { providers, batchId: batch.id })).toEqual({ sent: 0, held: 0 });
    const items = await db.payoutItem.findMany({ where: { batchId: batch.id } });
    expect(items.map((item) => [item.status, item.reason])).toEqual(Array(2).fill(["HELD", "PAYEE_CHANGED"]));
    expect(fake.requests).toEqual([]);
    for (const item of items) await cancelItem(people.first, { id: item.id, reason: "换账户" }, providers);
    expect(await getBatch(people.first, batch.id)).toMatchObject({ status: "DONE" });
    await db.payeeAccount.updateMany({ data: { usableFrom: new Date(0) } });
    const again = await makeApproved(db, people, { withdrawalIds: made.map((one) => one.withdrawal.id) }, providers);
    expect(await sendPayouts(systemCtx(db), { providers, batchId: again.batch.id })).toEqual({ sent: 2, held: 0 });
  });

  test("approval, change and sending at the same moment, many times: nothing goes to an account out of use", async ({ db }) => {
    const { fake, providers, people } = await start(db);
    for (let round = 0; round < 12; round++) {
      const { withdrawal, distributor } = await makeWithdrawing(db, people, 1000n);
      const batch = await makePrepared(people, { withdrawalIds: [withdrawal.id] }, providers);
      const send = () => sendPayouts(systemCtx(db), { providers, batchId: batch.id });
      await Promise.allSettled([
        approveBatch(people.second, batch).then(send),
        changeAccount(db, { ...people.owner, now: new Date() }, distributor.id),
        send(),
        send(),
      ]);
      await send();
      const item = await db.payoutItem.findFirstOrThrow({ where: { batchId: batch.id }, include: { attempts: true } });
      expect(["PAID", "HELD"]).toContain(item.status);
      // Sent only if the change found it sent already: what it found unsent it held, what came later was seen by the sender.
      const change = await db.auditEntry.findFirstOrThrow({ where: { action: "payee.verify" }, orderBy: { id: "desc" } });
      if (item.status === "PAID") expect(change.after).toMatchObject({ held: 0 });
      else expect(item.attempts).toEqual([]);
      if (item.status === "HELD") await cancelItem(people.first, { id: item.id, reason: "x" }, providers);
    }
    expect(fake.movements.length).toBeLessThanOrEqual(12);
  });

  test("a distributor frozen after approval is not paid", async ({ db }) => {
    const { fake, providers, people } = await start(db);
    const { withdrawal, distributor } = await makeWithdrawing(db, people, 1000n);
    const { items } = await makeApproved(db, people, { withdrawalIds: [withdrawal.id] }, providers);
    await db.distributor.update({ where: { id: distributor.id }, data: { status: "FROZEN" } });
    expect(await sendPayouts(systemCtx(db), { providers })).toEqual({ sent: 0, held: 1 });
    expect(await getItem(people.first, items[0]!.id)).toMatchObject({ status: "HELD", reason: "FROZEN" });
    expect(fake.requests).toEqual([]);
  });
});

describe("many at once", () => {
  test("8 senders share a batch: each item is sent once", async ({ db }) => {
    const { fake, providers, people } = await start(db);
    const made = [];
    for (let i = 0; i < 24; i++) made.push(await makeWithdrawing(db, people, 1000n + BigInt(i)));
    const { batch } = await makeApproved(db, people, { withdrawalIds: made.map((one) => one.withdrawal.id) }, providers);
    const runs = await Promise.all(Array.from({ length: 8 }, () => sendPayouts(systemCtx(db), { providers, batchId: batch.id })));
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(24);
    expect(fake.requests).toHaveLength(24);
    expect(new Set(fake.requests.map((request) => request.outNo)).size).toBe(24);
    expect(await getBatch(people.first, batch.id)).toMatchObject({ status: "DONE", paidCount: 24 });
  });

  test("a notice five times at once, and queries beside it: one payment, one posting", async ({ db }) => {
    const { fake, providers, people } = await start(db);
    const { withdrawal } = await makeWithdrawing(db, people, 1000n);
    const { items } = await makeApproved(db, people, { withdrawalIds: [withdrawal.id] }, providers);
    fake.faults.behave("timeout-after");
    await sendPayouts(systemCtx(db), { providers });
    const attempt = await db.payoutAttempt.findFirstOrThrow({ where: { itemId: items[0]!.id } });
    const id = newId();
    const kept = { id, provider: "SANDBOX" as const, kind: "paid", outNo: attempt.outNo };
    await db.providerEvent.create({ data: { ...kept, eventId: newId(), body: {}, receivedAt: new Date() } });
    const follow = (isNew: boolean) => followPayoutEvent(systemCtx(db), { event: kept, isNew }, providers);
    await Promise.all([
      ...[true, true, false, false, true].map(follow),
      ...Array.from({ length: 4 }, () => queryPayouts(systemCtx(db), { providers })),
    ]);
    await follow(true);
    expect(await getItem(people.first, items[0]!.id)).toMatchObject({ status: "PAID" });
    expect(await db.ledgerTransaction.count({ where: { kind: "payout", reference: attempt.id } })).toBe(1);
    const unknown = { event: { ...kept, outNo: "KP0" }, isNew: true };
    expect(await followPayoutEvent(systemCtx(db), unknown, providers)).toBe(false);
  });
});
