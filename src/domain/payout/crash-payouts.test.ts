import { spawn } from "node:child_process";
import { createServer } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { SendPayout } from "#adapters/payout/payout.ts";
import type { Db } from "#lib/db.ts";
import { minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makeApproved, makePeople, makeWithdrawing } from "#test/payouts.ts";
import { queryPayouts } from "./query-payouts.ts";
import { sendPayouts } from "./send-payouts.ts";

/** The provider is this process; who sends and asks is another one, which is killed. */
const fake = new FakePayouts();
const providers = new Map([["SANDBOX", fake]]);
const server = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = JSON.parse(Buffer.concat(pieces).toString()) as SendPayout & { ref: string | null };
  const order = { ...body, amountMinor: BigInt(body.amountMinor ?? 0) };
  const op = request.url?.slice(1);
  const reply = await (op === "send" ? fake.send(order) : op === "query" ? fake.query(order) : fake.cancel(order));
  const text = JSON.stringify(reply, (_, value) => (typeof value === "bigint" ? String(value) : value));
  // Slow to answer: whoever is killed while he waits has had his effect.
  setTimeout(() => response.end(text), 150);
});
let address = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function runChild(url: string, point: string): Promise<string | null> {
  const child = spawn(process.execPath, [path.resolve("src/test/payout-child.ts"), url, address, point], { stdio: "inherit" });
  await new Promise((resolve) => child.once("exit", resolve));
  return child.signalCode;
}

async function approved(db: Db) {
  const people = await makePeople(db);
  const { withdrawal, distributor } = await makeWithdrawing(db, people, 5000n);
  const { items } = await makeApproved(db, people, { withdrawalIds: [withdrawal.id] }, providers);
  const id = items[0]!.id;
  return { id, distributor, item: () => db.payoutItem.findUniqueOrThrow({ where: { id }, include: { attempts: true } }) };
}

/** Others go on: time passes, they send what is ready and ask about what is not known. */
async function goOn(db: Db, from: Date): Promise<void> {
  for (let passed = 0; passed <= 40; passed += 2) {
    const now = new Date(from.getTime() + passed * minute);
    fake.clock.pass(2 * minute);
    await sendPayouts(systemCtx(db, now), { providers });
    await queryPayouts(systemCtx(db, now), { providers });
  }
}

/** Where it dies, what it left behind in our books, and whether the provider had paid by then. */
const points: [point: string, left: string, paid: boolean][] = [
  ["before-intent", "READY", false],
  ["after-intent", "SENDING", false],
  ["during-call", "SENDING", true],
  ["after-reply", "SENDING", true],
  ["before-result", "SENDING", true],
  ["after-result", "PAID", true],
];

for (const [point, left, paid] of points) {
  test(`killed ${point}: ${left}, and then paid once under one number`, { timeout: 60_000 }, async ({ db, url }) => {
    const { id, item } = await approved(db);
    const before = new Date();
    expect(await runChild(url, point)).toBe("SIGKILL");
    const { status, attempts } = await item();
    expect(status).toBe(left);
    expect(attempts).toHaveLength(left === "READY" ? 0 : 1);
    const numbers = attempts.map((attempt) => attempt.outNo);
    expect(numbers.some((outNo) => fake.paidUnder(outNo) > 0n)).toBe(paid);
    await goOn(db, before);
    const after = await item();
    expect(after.status).toBe("PAID");
    expect(after.attempts).toHaveLength(1);
    if (numbers.length > 0) expect(after.attempts[0]!.outNo).toBe(numbers[0]);
    expect(fake.movements.filter((move) => move.outNo === after.attempts[0]!.outNo)).toHaveLength(1);
    expect(await db.ledgerTransaction.count({ where: { kind: "payout", reference: after.attempts[0]!.id } })).toBe(1);
    expect(await db.message.count({ where: { dedupeKey: `payout.paid:${after.attempts[0]!.id}` } })).toBe(1);
    expect((await item()).id).toBe(id);
  });
}

for (const point of ["before-query", "during-query", "after-query"]) {
  test(`killed ${point}: another one asks later, one payment`, { timeout: 60_000 }, async ({ db, url }) => {
    const { item } = await approved(db);
    fake.faults.behave("timeout-after");
    const before = new Date();
    await sendPayouts(systemCtx(db, before), { providers });
    expect(await item()).toMatchObject({ status: "UNKNOWN" });
    await db.payoutAttempt.updateMany({ where: { state: "UNKNOWN" }, data: { nextQueryAt: new Date(0) } });
    expect(await runChild(url, point)).toBe("SIGKILL");
    expect(await item()).toMatchObject({ status: "UNKNOWN", attempts: [{ leasedUntil: expect.any(Date) }] });
    await goOn(db, before);
    const { status, attempts } = await item();
    expect(status).toBe("PAID");
    expect(attempts).toHaveLength(1);
    expect(fake.paidUnder(attempts[0]!.outNo)).toBe(5000n);
  });
}

test("killed at every point in turn while a batch is being paid: each is paid once", { timeout: 180_000 }, async ({
  db,
  url,
}) => {
  const people = await makePeople(db);
  const made = [];
  for (let i = 0; i < 12; i++) made.push(await makeWithdrawing(db, people, 1000n + BigInt(i)));
  const { batch } = await makeApproved(db, people, { withdrawalIds: made.map((one) => one.withdrawal.id) }, providers);
  const from = new Date();
  const names = [...points.map(([point]) => point), "before-query", "during-query", "after-query"];
  for (const name of names) {
    await runChild(url, name);
    await db.payoutAttempt.updateMany({ where: { state: "UNKNOWN" }, data: { nextQueryAt: new Date(0), leasedUntil: null } });
  }
  await goOn(db, from);
  const items = await db.payoutItem.findMany({ where: { batchId: batch.id }, include: { attempts: true } });
  expect(items.map((item) => item.status)).toEqual(Array(12).fill("PAID"));
  for (const { amountMinor, attempts } of items) {
    expect(attempts.map(({ outNo }) => fake.paidUnder(outNo)).reduce((a, b) => a + b, 0n)).toBe(amountMinor);
    expect(attempts).toHaveLength(1);
  }
});
