import { describe, expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { day, hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makeApproved, makePeople, makeStatement, makeWithdrawing } from "#test/payouts.ts";
import { askNow } from "./ask-now.ts";
import { cancelItem } from "./cancel-item.ts";
import { confirmOutcome } from "./confirm-outcome.ts";
import { dismissOutcome } from "./dismiss-outcome.ts";
import { proposeOutcome } from "./propose-outcome.ts";
import { getConfirmation, getItem } from "./queries-item.ts";
import { queryPayouts } from "./query-payouts.ts";
import { resumeProvider } from "./resume-provider.ts";
import { retryItem } from "./retry-item.ts";
import { sendPayouts } from "./send-payouts.ts";

/** One approved withdrawal of 50.00 through a fake provider; the clock of both is the fake's. */
async function approved(db: Db, amounts: bigint[] = [5000n]) {
  const fake = new FakePayouts();
  const providers = new Map([["SANDBOX", fake]]);
  const people = await makePeople(db);
  const made = [];
  for (const amount of amounts) made.push(await makeWithdrawing(db, people, amount));
  const withdrawalIds = made.map((one) => one.withdrawal.id);
  const { batch, items } = await makeApproved(db, people, { withdrawalIds }, providers);
  const now = () => systemCtx(db, fake.clock.now());
  return {
    ...{ fake, providers, people, made, batch, items },
    id: items[0]!.id,
    distributor: made[0]!.distributor,
    send: () => sendPayouts(now(), { providers, batchId: batch.id }),
    query: () => queryPayouts(now(), { providers, batchId: batch.id }),
    /** Time passes, and everything due is asked about. */
    wait: async (ms: number) => {
      fake.pass(ms);
      await queryPayouts(now(), { providers, batchId: batch.id });
    },
    item: () =>
      db.payoutItem.findUniqueOrThrow({ where: { id: items[0]!.id }, include: { attempts: { orderBy: { turn: "asc" } } } }),
    as: (ctx: typeof people.first) => ({ ...ctx, now: fake.clock.now() }),
  };
}
const outgoing = async (db: Db, id: string) => (await getBalances({ db }, id)).outgoingMinor;

describe("an answer that is definite", () => {
  test("paid: the books, the statement, its commissions, the batch and a mail", async ({ db }) => {
    const fake = new FakePayouts();
    const providers = new Map([["SANDBOX", fake]]);
    const people = await makePeople(db);
    const { statement, distributor } = await makeStatement(db, "2026-03-01");
    const { items, batch } = await makeApproved(db, people, { statementIds: [statement.id] }, providers);
    expect(await getBalances({ db }, distributor.id)).toMatchObject({ payableMinor: 0n, outgoingMinor: 250n });
    expect(await sendPayouts(systemCtx(db), { providers })).toEqual({ sent: 1, held: 0 });
    const item = await getItem(people.first, items[0]!.id);
    expect(item).toMatchObject({ status: "PAID", documentNo: statement.no, outNo: fake.requests[0]!.outNo });
    expect(item.outNo).toMatch(/^[A-Z0-9]{10,32}$/);
    expect(item.attempts[0]!.evidence).toMatchObject([{ kind: "REPLY", fromState: "INTENT", toState: "PAID" }]);
    expect(fake.paidUnder(item.outNo!)).toBe(250n);
    expect(await getBalances({ db }, distributor.id)).toMatchObject({ payableMinor: 0n, outgoingMinor: 0n });
    expect(await db.statement.findUniqueOrThrow({ where: { id: statement.id } })).toMatchObject({ status: "PAID" });
    expect(await db.commission.count({ where: { statementId: statement.id, status: "PAID" } })).toBe(2);
    expect(await db.payoutBatch.findUniqueOrThrow({ where: { id: batch.id } })).toMatchObject({ status: "DONE" });
    expect(await db.message.count({ where: { template: "payout.paid", recipient: distributor.email } })).toBe(1);
  });

  test("failed: a person sends it again under a new number, or cancels it and the money can be paid otherwise", async ({
    db,
  }) => {
    const one = await approved(db);
    one.fake.faults.behave("refused");
    await one.send();
    expect(await one.item()).toMatchObject({ status: "FAILED", reason: "NAME_MISMATCH" });
    await one.send();
    await one.wait(30 * day);
    expect((await one.item()).attempts).toHaveLength(1);
    await retryItem(one.as(one.people.first), { id: one.id }, one.providers);
    one.fake.faults.behave("refused");
    await one.send();
    const { attempts } = await one.item();
    expect(new Set(attempts.map((attempt) => attempt.outNo)).size).toBe(2);
    await cancelItem(one.people.first, { id: one.id, reason: "改付其他账户" }, one.providers);
    const { withdrawal } = one.made[0]!;
    expect(await db.withdrawal.findUniqueOrThrow({ where: { id: withdrawal.id } })).toMatchObject({ status: "APPROVED" });
    const again = await makeApproved(db, one.people, { withdrawalIds: [withdrawal.id] }, one.providers);
    await sendPayouts(systemCtx(db), { providers: one.providers, batchId: again.batch.id });
    expect(await db.withdrawal.findUniqueOrThrow({ where: { id: withdrawal.id } })).toMatchObject({ status: "PAID" });
    expect(one.fake.movements).toHaveLength(1);
  });

  test("paid and come back: payable again, by another payout", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("return");
    await one.send();
    expect(await one.item()).toMatchObject({ status: "PAID" });
    await one.wait(73 * hour);
    expect(await one.item()).toMatchObject({ status: "RETURNED" });
    expect(await outgoing(db, one.distributor.id)).toBe(5000n);
    expect(await db.incident.count({ where: { kind: "payout.returned", subjectId: one.id } })).toBe(1);
    const { withdrawal } = one.made[0]!;
    const again = await makeApproved(db, one.people, { withdrawalIds: [withdrawal.id] }, one.providers);
    await sendPayouts(systemCtx(db, one.fake.clock.now()), { providers: one.providers, batchId: again.batch.id });
    expect(await outgoing(db, one.distributor.id)).toBe(0n);
    expect(one.fake.movements.map((move) => move.amountMinor)).toEqual([5000n, -5000n, 5000n]);
  });

  test("come back while the provider does not answer for weeks: asked until it is heard", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("return");
    await one.send();
    Object.assign(one.fake.faults, { share: 1, kinds: ["timeout-after"] });
    for (let i = 0; i < 40; i++) await one.wait(day);
    expect(await one.item()).toMatchObject({ status: "PAID" });
    one.fake.faults.share = 0;
    await one.wait(day);
    expect(await one.item()).toMatchObject({ status: "RETURNED" });
  });

  test("a statement that came back is payable with its commissions", async ({ db }) => {
    const fake = new FakePayouts();
    const providers = new Map([["SANDBOX", fake]]);
    const people = await makePeople(db);
    const { statement, distributor } = await makeStatement(db, "2026-03-05");
    await makeApproved(db, people, { statementIds: [statement.id] }, providers);
    fake.faults.behave("return");
    await sendPayouts(systemCtx(db, fake.clock.now()), { providers });
    fake.pass(80 * hour);
    await queryPayouts(systemCtx(db, fake.clock.now()), { providers });
    expect(await db.statement.findUniqueOrThrow({ where: { id: statement.id } })).toMatchObject({
      status: "PAYABLE",
      paidAt: null,
    });
    expect(await db.commission.count({ where: { statementId: statement.id, status: "PAYABLE" } })).toBe(2);
    expect(await getBalances({ db }, distributor.id)).toMatchObject({ payableMinor: 250n, outgoingMinor: 0n });
  });
});

describe("anything else is unknown", () => {
  for (const fault of ["timeout-after", "error-after", "mis-signed", "never-seen", "not-found"] as const) {
    test(`${fault}: asked until the provider says paid, one number, one payment`, async ({ db }) => {
      const one = await approved(db);
      one.fake.faults.behave(fault);
      await one.send();
      expect(await one.item()).toMatchObject({ status: "UNKNOWN" });
      for (let i = 0; i < 5; i++) await one.send(); // an unknown one is not sent
      for (let i = 0; i < 6; i++) await one.wait(2 * minute);
      const { status, attempts } = await one.item();
      expect(status).toBe("PAID");
      expect(attempts).toHaveLength(1);
      expect(one.fake.paidUnder(attempts[0]!.outNo)).toBe(5000n);
      expect(one.fake.requests.filter((request) => request.op === "send")).toHaveLength(1);
    });
  }

  test("never arrived: the identical request under the same number, after its time in flight and not before", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("timeout-before");
    await one.send();
    const sends = () => one.fake.requests.filter((request) => request.op === "send");
    for (let i = 0; i < 9; i++) await one.wait(minute);
    expect(sends()).toHaveLength(1);
    for (let i = 0; i < 9; i++) await one.wait(minute);
    expect(sends()).toHaveLength(2);
    expect(new Set(sends().map((request) => request.outNo)).size).toBe(1);
    expect(await one.item()).toMatchObject({ status: "PAID" });
  });

  test("not sent again when the account changed meanwhile: two people decide", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("timeout-before");
    await one.send();
    await db.payeeAccount.update({ where: { id: one.made[0]!.payee.id }, data: { status: "RETIRED", retiredAt: new Date() } });
    for (let i = 0; i < 3; i++) await one.wait(15 * minute);
    expect(await one.item()).toMatchObject({ status: "PARKED" });
    expect(one.fake.requests.filter((request) => request.op === "send")).toHaveLength(1);
  });

  test("the provider cannot tell for a day: two different people say what became of it", async ({ db }) => {
    const one = await approved(db);
    Object.assign(one.fake.faults, { share: 1, kinds: ["timeout-after"] });
    await one.send();
    for (let i = 0; i < 14; i++) await one.wait(2 * hour);
    expect(await one.item()).toMatchObject({ status: "PARKED" });
    expect(await db.incident.count({ where: { kind: "payout.parked", subjectId: one.id } })).toBe(1);
    const { first, second } = one.people;
    const propose = (outcome: "PAID" | "FAILED") => proposeOutcome(first, { id: one.id, outcome, reason: "商户后台查不到" });
    await propose("FAILED");
    await expect(propose("PAID")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(confirmOutcome(first, { id: one.id, outcome: "FAILED" })).rejects.toMatchObject({
      code: "SECOND_PERSON_REQUIRED",
    });
    await expect(confirmOutcome(second, { id: one.id, outcome: "PAID" })).rejects.toMatchObject({ code: "CONFLICT" });
    await dismissOutcome(second, { id: one.id });
    await propose("PAID");
    const clicks = await Promise.allSettled([1, 2, 3].map(() => confirmOutcome(second, { id: one.id, outcome: "PAID" })));
    expect(clicks.filter((click) => click.status === "fulfilled")).toHaveLength(1);
    const { attempts, status } = await getItem(first, one.id);
    expect(status).toBe("PAID");
    expect(attempts[0]!.evidence.at(-1)).toMatchObject({
      kind: "DECISION",
      firstPerson: first.actor.name,
      secondPerson: second.actor.name,
    });
  });

  test("paid after two people called it failed: nothing is booked, no other number goes out, a person looks", async ({ db }) => {
    const one = await approved(db);
    Object.assign(one.fake.faults, { share: 1, kinds: ["timeout-after"] });
    await one.send();
    for (let i = 0; i < 14; i++) await one.wait(2 * hour);
    one.fake.faults.share = 0;
    const { first, second } = one.people;
    await proposeOutcome(first, { id: one.id, outcome: "FAILED", reason: "客服说没有这笔" });
    await confirmOutcome(second, { id: one.id, outcome: "FAILED" });
    await expect(retryItem(one.as(first), { id: one.id }, one.providers)).rejects.toMatchObject({ code: "UNDECIDED" });
    expect(await one.item()).toMatchObject({ status: "FAILED" });
    expect(await db.incident.count({ where: { kind: "payout.mismatch", subjectId: one.id } })).toBe(1);
    expect(await outgoing(db, one.distributor.id)).toBe(5000n);
  });

  test("another amount than asked for is not booked", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("changed-amount");
    await one.send();
    expect(await one.item()).toMatchObject({ status: "UNKNOWN" });
    one.fake.faults.behave("changed-amount");
    await one.wait(minute);
    expect(await one.item()).toMatchObject({ status: "PARKED" });
    const incident = await db.incident.findFirstOrThrow({ where: { kind: "payout.mismatch", subjectId: one.id } });
    expect(incident).toMatchObject({ expectedMinor: 5000n, actualMinor: 5001n });
    expect(await outgoing(db, one.distributor.id)).toBe(5000n);
  });
});

describe("waiting for the payee", () => {
  test("he is told by mail and SMS, confirms, and is paid", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("wait");
    await one.send();
    const { attempts, status } = await one.item();
    expect(status).toBe("WAITING");
    const mail = await db.message.findFirstOrThrow({ where: { template: "payout.confirm", recipient: one.distributor.email } });
    expect(mail.params).toMatchObject({ amount: "50.00" });
    expect(await db.message.count({ where: { template: "payout.confirmSms" } })).toBeGreaterThan(0);
    const own = ctxOf(db, one.distributor.actor);
    expect(await getConfirmation(own, one.id)).toMatchObject({ confirm: `confirm-${attempts[0]!.outNo}` });
    expect(JSON.stringify(await db.payoutEvidence.findMany({ where: { attemptId: attempts[0]!.id } }), text)).not.toContain(
      "confirm-",
    );
    one.fake.confirm(attempts[0]!.outNo);
    await one.wait(2 * minute);
    expect(await one.item()).toMatchObject({ status: "PAID" });
    expect(await getConfirmation(own, one.id)).toBeNull();
  });

  test("he does not, also when the provider lags behind its 24 hours: it can be sent again or cancelled", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("wait-past-24h");
    await one.send();
    for (let i = 0; i < 26; i++) await one.wait(hour);
    expect(await one.item()).toMatchObject({ status: "WAITING" });
    for (let i = 0; i < 40; i++) await one.wait(hour);
    expect(await one.item()).toMatchObject({ status: "FAILED" });
    await cancelItem(one.people.first, { id: one.id, reason: "未确认" }, one.providers);
    expect(one.fake.movements).toEqual([]);
  });

  test("taken back before he confirms; once he did it is too late; no answer is no answer", async ({ db }) => {
    const [back, late, lost] = [await approved(db), await approved(db), await approved(db)];
    for (const one of [back, late, lost]) {
      one.fake.faults.behave("wait");
      await one.send();
    }
    const cancel = (one: typeof back) => cancelItem(one.as(one.people.first), { id: one.id, reason: "付错人" }, one.providers);
    await cancel(back);
    expect(await back.item()).toMatchObject({ status: "CANCELLED" });
    late.fake.confirm((await late.item()).attempts[0]!.outNo);
    await expect(cancel(late)).rejects.toMatchObject({ code: "UNDECIDED" });
    expect(await late.item()).toMatchObject({ status: "PAID" });
    lost.fake.faults.behave("timeout-before");
    await expect(cancel(lost)).rejects.toMatchObject({ code: "UNDECIDED" });
    expect(await lost.item()).toMatchObject({ status: "WAITING" });
    expect([back, late, lost].map((one) => one.fake.movements.length)).toEqual([0, 1, 0]);
  });
});

describe("our balance", () => {
  test("short halfway: the paid stay paid, the rest wait under their numbers and go out when there is money", async ({ db }) => {
    const one = await approved(db, [1000n, 2000n, 3000n, 4000n]);
    one.fake.balanceMinor = 3500n;
    await sendPayouts(systemCtx(db, one.fake.clock.now()), { providers: one.providers, batchId: one.batch.id, lanes: 1 });
    const items = () =>
      db.payoutItem.findMany({ where: { batchId: one.batch.id }, orderBy: { id: "asc" }, include: { attempts: true } });
    expect((await items()).map((item) => item.status)).toEqual(["PAID", "PAID", "READY", "READY"]);
    const number = (await items())[2]!.attempts[0]!.outNo;
    await one.send();
    expect(one.fake.requests).toHaveLength(3); // paused: nothing more is tried
    expect(await db.incident.count({ where: { kind: "payout.balance-short" } })).toBe(1);
    one.fake.balanceMinor = 100_000n;
    await resumeProvider(one.as(one.people.first), { provider: "SANDBOX" });
    await one.send();
    expect((await items()).map((item) => item.status)).toEqual(["PAID", "PAID", "PAID", "PAID"]);
    expect((await items())[2]!.attempts.map((attempt) => attempt.outNo)).toEqual([number]);
    expect((await items()).flatMap((item) => item.attempts)).toHaveLength(4);
  });

  test("a number kept for want of balance can be given up", async ({ db }) => {
    const one = await approved(db);
    one.fake.faults.behave("balance-short");
    await one.send();
    expect(await one.item()).toMatchObject({ status: "READY", reason: "BALANCE_SHORT" });
    await cancelItem(one.people.first, { id: one.id, reason: "改用银行" }, one.providers);
    expect((await one.item()).attempts[0]).toMatchObject({ state: "CANCELLED" });
    await db.payoutPause.deleteMany();
  });
});

test("a person may ask at once; a distributor sees the steps without people and providers' words", async ({ db }) => {
  const one = await approved(db);
  one.fake.faults.behave("timeout-after");
  await one.send();
  await askNow(one.as(one.people.first), { id: one.id }, one.providers);
  expect(await one.item()).toMatchObject({ status: "PAID" });
  const seen = await getItem(ctxOf(db, one.distributor.actor), one.id);
  expect(seen.attempts[0]!.evidence.map((step) => step.toState)).toEqual(["UNKNOWN", "PAID"]);
  const words = JSON.stringify(seen, text);
  for (const secret of [one.people.first.actor.name, one.people.owner.actor.name, "timeout"]) expect(words).not.toContain(secret);
});

const text = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
