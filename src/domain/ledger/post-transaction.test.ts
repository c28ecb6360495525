import { expect } from "vitest";
import { inTransaction, systemActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { openAccounts } from "./open-accounts.ts";
import { type Posting, postTransaction, postTransactions, reverseTransaction } from "./post-transaction.ts";
import { accountId } from "./rules.ts";

const ctxOf = (db: Db) => ({ db, actor: systemActor("test"), now: new Date() });
const balance = async (db: Db, ownerId: string) =>
  (
    await db.ledgerBalance.findUniqueOrThrow({
      where: { accountId: accountId({ kind: "PREPAID", ownerId }) },
    })
  ).balanceMinor;

async function owner(db: Db, startMinor: bigint): Promise<string> {
  const ownerId = newId();
  await inTransaction(ctxOf(db), async (tx) => {
    await openAccounts(tx, ownerId);
    if (startMinor > 0n) await postTransaction(tx, topUp(ownerId, startMinor));
  });
  return ownerId;
}

const topUp = (ownerId: string, amount: bigint, reference = newId()): Posting => ({
  kind: "topup",
  reference,
  lines: [
    { account: { kind: "BANK" as const }, debitMinor: amount },
    { account: { kind: "PREPAID" as const, ownerId }, creditMinor: amount },
  ],
});
const spend = (ownerId: string, amount: bigint, reference = newId()): Posting => ({
  kind: "purchase",
  reference,
  lines: [
    { account: { kind: "PREPAID" as const, ownerId }, debitMinor: amount },
    { account: { kind: "SALES" as const }, creditMinor: amount },
  ],
});
const post = (db: Db, posting: Posting) => inTransaction(ctxOf(db), (tx) => postTransaction(tx, posting));

test("200 spends of 1 race for a balance of 100: exactly 100 succeed", async ({ db }) => {
  const ownerId = await owner(db, 100n);
  const answers = await Promise.allSettled(Array.from({ length: 200 }, () => post(db, spend(ownerId, 1n))));
  expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(100);
  const codes = answers.flatMap((a) => (a.status === "rejected" ? [a.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(["INSUFFICIENT_BALANCE"]));
  expect(await balance(db, ownerId)).toBe(0n);
});

test("the same posting sent many times at once takes effect once", async ({ db }) => {
  const ownerId = await owner(db, 0n);
  const posting = topUp(ownerId, 500n);
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(db, posting)));
  expect(answers.filter((a) => a.posted)).toHaveLength(1);
  expect(new Set(answers.map((a) => a.id)).size).toBe(1);
  expect(await balance(db, ownerId)).toBe(500n);
});

test("a posting is reversed at most once, by opposite entries", async ({ db }) => {
  const ownerId = await owner(db, 0n);
  await post(db, topUp(ownerId, 500n, "r1"));
  const reverse = () => inTransaction(ctxOf(db), (tx) => reverseTransaction(tx, { kind: "topup", reference: "r1" }));
  const answers = await Promise.allSettled([reverse(), reverse(), reverse()]);
  expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
  expect(await balance(db, ownerId)).toBe(0n);
});

test("entries carry the running balance", async ({ db }) => {
  const ownerId = await owner(db, 300n);
  await post(db, spend(ownerId, 120n));
  const entries = await db.ledgerEntry.findMany({
    where: { accountId: accountId({ kind: "PREPAID", ownerId }) },
    orderBy: { id: "asc" },
  });
  expect(entries.map((e) => [e.amountMinor, e.balanceAfterMinor])).toEqual([
    [-300n, 300n],
    [120n, 180n],
  ]);
});

test("many postings in one statement: each sees what the one before did to the same balance", async ({ db }) => {
  const ownerId = await owner(db, 0n);
  const repeated = topUp(ownerId, 70n, "many-1");
  await post(db, repeated);
  const answers = await inTransaction(ctxOf(db), (tx) =>
    postTransactions(tx, [topUp(ownerId, 500n), repeated, spend(ownerId, 120n), spend(ownerId, 1n)]),
  );
  expect(answers.map((answer) => answer.posted)).toEqual([true, false, true, true]);
  const entries = await db.ledgerEntry.findMany({
    where: { accountId: accountId({ kind: "PREPAID", ownerId }) },
    orderBy: { id: "asc" },
  });
  expect(entries.map((e) => e.balanceAfterMinor)).toEqual([70n, 570n, 450n, 449n]);
});

test("a closed day takes nothing more", async ({ db }) => {
  const ownerId = await owner(db, 0n);
  await db.dayClose.create({ data: { day: new Date("2020-01-31"), closedAt: new Date(), totals: {} } });
  const at = (now: string) =>
    inTransaction({ ...ctxOf(db), now: new Date(now) }, (tx) => postTransaction(tx, topUp(ownerId, 5n)));
  await expect(at("2020-01-31T23:59:59.999+08:00")).rejects.toMatchObject({ code: "DAY_CLOSED" });
  await at("2020-02-01T00:00:00+08:00");
  await db.dayClose.deleteMany();
});

test("the database refuses what the code should never write", async ({ db }) => {
  const ownerId = await owner(db, 10n);
  const bank = accountId({ kind: "BANK" });
  const prepaid = accountId({ kind: "PREPAID", ownerId });
  const head = (id: string) =>
    `INSERT INTO ledger_transaction (id, kind, reference, actor_kind, at) VALUES ('${id}', 'x', '${id}', 'test', now());`;
  const entry = (id: string, account: string, minor: number) =>
    `INSERT INTO ledger_entry (transaction_id, account_id, amount_minor) VALUES ('${id}', '${account}', ${minor});`;
  const run = (...sql: string[]) =>
    db.$transaction(async (tx) => {
      for (const s of sql) await tx.$executeRawUnsafe(s);
    });
  const [a, b, c] = [newId(), newId(), newId()];
  await expect(run(head(a), entry(a, bank, 5), entry(a, prepaid, -4))).rejects.toThrow(/does not balance/);
  await expect(run(head(b))).rejects.toThrow(/has 0 entries/);
  await run(head(c), entry(c, bank, 5), entry(c, accountId({ kind: "SALES" }), -5));
  await expect(run(entry(c, bank, 5), entry(c, bank, -5))).rejects.toThrow(/late entry/);
  await expect(db.$executeRawUnsafe("DELETE FROM ledger_entry")).rejects.toThrow(/append-only/);
  await expect(db.$executeRawUnsafe("UPDATE ledger_transaction SET memo = 'x'")).rejects.toThrow(/append-only/);
  await expect(db.$executeRawUnsafe("TRUNCATE ledger_entry")).rejects.toThrow(/append-only/);
});
