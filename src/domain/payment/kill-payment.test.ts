import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { stripePayments } from "#adapters/payment/stripe.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { accountId } from "#domain/ledger/rules.ts";
import type { Db } from "#lib/db.ts";
import { readProviders } from "#lib/env-providers.ts";
import { day, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import type { Fault } from "#test/fake-faults.ts";
import { FakeStripe } from "#test/fake-stripe.ts";
import type { PaymentTask } from "#test/payment-child.ts";
import { queryPayments } from "./query-payments.ts";
import { requestRefund } from "./request-refund.ts";
import { startTopUp } from "./start-topup.ts";

let stripe: FakeStripe;
beforeAll(async () => {
  stripe = await FakeStripe.start();
  for (const [name, value] of Object.entries(stripe.settings)) vi.stubEnv(name, value); // for the child
  usePaymentProviders([stripePayments(readProviders(stripe.settings).settings.stripe!)]);
});
afterAll(() => stripe.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (what: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 600 && !(await what()); i++) await wait(20);
  expect(await what()).toBe(true);
};
const clock = (db: Db, ms: number) => queryPayments(systemCtx(db, new Date(Date.now() + ms)));
const prepaidOf = async (db: Db, id: string) => (await getBalances({ db }, id)).prepaidMinor;
const calls = (method: string, part: string) =>
  stripe.requests.filter((call) => call.method === method && call.path.includes(part)).length;

function run(task: PaymentTask): { child: ChildProcess; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [path.resolve("src/test/payment-child.ts"), JSON.stringify(task)], { stdio: "inherit" });
  return { child, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function kill({ child, ended }: ReturnType<typeof run>): Promise<void> {
  child.kill("SIGKILL");
  await ended;
  expect(child.signalCode).toBe("SIGKILL");
}

/** The coming call of this kind meets the fault; the others are well. */
function behave(method: string, part: string, ...faults: Fault[]): void {
  stripe.faultsOn = (given, at) => given === method && at.includes(part);
  stripe.faults.behave(...faults);
}

/** Holds his balance, so that whoever books for him stands there, in the middle of it, to be killed. */
async function holding<T>(db: Db, ownerId: string, work: () => Promise<T>): Promise<T> {
  let free: (value: unknown) => void = () => undefined;
  const freed = new Promise((resolve) => {
    free = resolve;
  });
  let held: (value: unknown) => void = () => undefined;
  const isHeld = new Promise((resolve) => {
    held = resolve;
  });
  const holder = db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM ledger_balance WHERE account_id = ${accountId({ kind: "PREPAID", ownerId })}::uuid FOR UPDATE`;
    held(null);
    await freed;
  });
  await isHeld;
  return work().finally(async () => {
    free(null);
    await holder;
  });
}

const paymentOf = (db: Db, distributorId: string) => db.payment.findFirst({ where: { distributorId } });

async function paid(db: Db) {
  const distributor = await makeDistributor(db);
  const { id } = await startTopUp(ctxOf(db, distributor.actor), { amountMinor: "50000", method: "STRIPE_CHECKOUT" });
  const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
  stripe.pay(outNo);
  return { id, outNo, distributor };
}

test("killed when the order was written down and the provider had not heard of it", async ({ db }) => {
  const distributor = await makeDistributor(db);
  behave("POST", "/checkout/sessions", "timeout-before");
  const started = calls("POST", "/checkout/sessions");
  const running = run({ do: "start", actor: distributor.actor });
  await until(() => calls("POST", "/checkout/sessions") > started);
  await kill(running);
  const payment = (await paymentOf(db, distributor.id))!;
  expect(payment).toMatchObject({ state: "CREATED", handoffSealed: null });
  await clock(db, 10 * minute);
  expect(await paymentOf(db, distributor.id)).toMatchObject({ state: "CREATED" });
  await clock(db, day);
  expect(await paymentOf(db, distributor.id)).toMatchObject({ state: "CLOSED" });
  expect([...stripe.books.sessions.values()].some((session) => session.client_reference_id === payment.outNo)).toBe(false);
});

test("killed when the provider had it and we had not heard: the payer pays, the query finds it", async ({ db }) => {
  const distributor = await makeDistributor(db);
  behave("POST", "/checkout/sessions", "timeout-after");
  const running = run({ do: "start", actor: distributor.actor });
  const hasIt = (outNo: string) => [...stripe.books.sessions.values()].some((each) => each.client_reference_id === outNo);
  await until(async () => hasIt((await paymentOf(db, distributor.id))?.outNo ?? ""));
  await kill(running);
  const payment = (await paymentOf(db, distributor.id))!;
  expect(payment).toMatchObject({ state: "CREATED", providerRef: null });
  stripe.pay(payment.outNo);
  await clock(db, minute);
  expect(await paymentOf(db, distributor.id)).toMatchObject({ state: "PAID", feeMinor: 1_650n });
  expect(await prepaidOf(db, distributor.id)).toBe(50_000n);
});

test("killed with the provider's word that it is paid in hand, before that was written down", async ({ db }) => {
  const { distributor } = await paid(db);
  stripe.faultsOn = () => false;
  const asked = calls("GET", "/checkout/sessions");
  await holding(db, distributor.id, async () => {
    const running = run({ do: "query" });
    await until(() => calls("GET", "/checkout/sessions") > asked);
    await wait(300);
    await kill(running);
  });
  expect(await prepaidOf(db, distributor.id)).toBe(0n);
  await clock(db, 10 * minute); // after the dead one's lease
  expect(await prepaidOf(db, distributor.id)).toBe(50_000n);
  await clock(db, day);
  expect(await prepaidOf(db, distributor.id)).toBe(50_000n);
});

test("killed while it was asking", async ({ db }) => {
  const { distributor } = await paid(db);
  behave("GET", "/checkout/sessions", "timeout-before");
  const asked = calls("GET", "/checkout/sessions");
  const running = run({ do: "query" });
  await until(() => calls("GET", "/checkout/sessions") > asked);
  await kill(running);
  await clock(db, 10 * minute);
  expect(await prepaidOf(db, distributor.id)).toBe(50_000n);
});

test("a refund: killed before, during and after the call; given back once, under one number", async ({ db }) => {
  const { id, outNo, distributor } = await paid(db);
  await clock(db, minute);
  const [first, second] = [await makeStaff(db, "FINANCE"), await makeStaff(db, "FINANCE")];
  for (const fault of ["timeout-before", "timeout-after"] as const) {
    const refund = await requestRefund(ctxOf(db, first), { paymentId: id, amountMinor: "10000", reason: "多充了一笔" });
    behave("POST", "/refunds", fault);
    const sent = calls("POST", "/refunds");
    const running = run({ do: "approve", actor: second, refundId: refund.id });
    await until(() => calls("POST", "/refunds") > sent);
    await wait(100);
    await kill(running);
    expect(await db.refund.findUnique({ where: { id: refund.id } })).toMatchObject({ state: "SENDING" });
    stripe.faultsOn = () => false;
    await clock(db, 10 * minute);
    await clock(db, 20 * minute);
    expect(await db.refund.findUnique({ where: { id: refund.id } })).toMatchObject({ state: "DONE" });
  }
  const given = [...stripe.books.refunds.values()].filter((each) => each.metadata?.payment === outNo);
  expect(given.map(({ amount }) => amount)).toEqual([10_000, 10_000]);
  expect(await getBalances({ db }, distributor.id)).toMatchObject({ prepaidMinor: 30_000n, outgoingMinor: 0n });
});
