import { expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import { accountId } from "#domain/ledger/rules.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork, undoRedemption } from "#test/redeemed.ts";
import { getAccount, getTrialBalance, listAccounts } from "./queries-books.ts";
import { listBookEntries } from "./queries-entries.ts";
import { getTransaction, listTransactions } from "./queries-transactions.ts";
import { readKind } from "./rules-books.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);

test("the trial balance sums to zero in every column, whatever the period", async ({ db }) => {
  await makeDistributor(db, { prepaidMinor: 100_000n });
  const network = await makeNetwork(db);
  await makeEarned(db, network, 3, day("2026-03-01"));
  await settleDue(systemCtx(db, day("2026-03-02")));
  const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
  for (const period of [{}, { from: day("2026-03-02") }, { to: day("2026-03-02") }]) {
    const rows = await getTrialBalance(auditor, period);
    const sum = (pick: (row: (typeof rows)[number]) => bigint) => rows.reduce((total, row) => total + pick(row), 0n);
    expect([sum((row) => row.openingMinor), sum((row) => row.closingMinor)]).toEqual([0n, 0n]);
    expect(sum((row) => row.debitMinor)).toBe(sum((row) => row.creditMinor));
    for (const row of rows) expect(row.openingMinor + row.debitMinor - row.creditMinor).toBe(row.closingMinor);
  }
  const all = await getTrialBalance(auditor);
  expect(all.find((row) => row.kind === "COMMISSION_PAYABLE")?.closingMinor).toBe(-750n);
  expect(all.find((row) => row.kind === "BANK")?.closingMinor).toBe(100_000n);
});

test("from an account to its entries, their transaction and the paper behind it", async ({ db }) => {
  const network = await makeNetwork(db);
  const [kept, undone] = await makeEarned(db, network, 2, day("2026-04-01"));
  await undoRedemption(systemCtx(db), undone!.id);
  const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
  const id = accountId({ kind: "COMMISSION_FROZEN", ownerId: network.seller.id });
  expect(await getAccount(auditor, id)).toMatchObject({ balanceMinor: -125n, debitMinor: 125n, creditMinor: 250n, entries: 3 });
  expect(await getBalances({ db }, network.seller.id)).toMatchObject({ frozenMinor: 125n });
  const first = await listBookEntries(auditor, { accountId: id, limit: 2 });
  const rest = await listBookEntries(auditor, { accountId: id, limit: 2, after: first.next });
  const entries = [...first.items, ...rest.items];
  expect(entries.map((entry) => [entry.amountMinor, entry.balanceAfterMinor, readKind(entry.kind).reversal])).toEqual([
    [125n, 125n, true],
    [-125n, 250n, false],
    [-125n, 125n, false],
  ]);
  expect(entries[0]!.document).toMatchObject({ type: "redemption", id: undone!.id });
  const reversal = await getTransaction(auditor, entries[0]!.transactionId);
  expect(reversal).toMatchObject({ kind: "commission.reversal", reversesId: entries[1]!.transactionId, amountMinor: 250n });
  expect(reversal.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n)).toBe(0n);
  const found = await listTransactions(auditor, { q: kept!.id });
  expect(found.items.map((row) => row.id)).toEqual([entries[2]!.transactionId]);
  expect((await listTransactions(auditor, { kind: "reversal" })).items.map((row) => row.id)).toContain(reversal.id);
  const named = await listAccounts(auditor, { q: network.seller.name, kind: "COMMISSION_FROZEN" });
  expect(named.items.map((row) => row.id)).toEqual([id]);
});

test("only for those who may read the books; wrong ids are not found", async ({ db }) => {
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
  for (const read of [getTrialBalance(support), listAccounts(support, {}), listTransactions(support, {})]) {
    await expect(read).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  for (const id of ["x", "00000000-0000-0000-0000-000000000000"]) {
    await expect(getAccount(auditor, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getTransaction(auditor, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});
