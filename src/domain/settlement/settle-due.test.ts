import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect } from "vitest";
import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { balancesOf } from "#domain/ledger/queries.ts";
import { inTransaction, type TxCtx } from "#lib/context.ts";
import { createDb, type Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeManyEarned, makeNetwork, makeRedeemed, undoRedemption } from "#test/redeemed.ts";
import { previewSettlement } from "./queries-preview.ts";
import { settleDue } from "./settle-due.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
const settle = (db: Db, now: Date, limit?: number) => settleDue(systemCtx(db, now), limit ? { limit } : {});

/** Everything these distributors earned is on exactly one statement each line, and the books say the same. */
async function expectSettled(db: Db, ids: string[], totalMinor: bigint): Promise<void> {
  const rows = await db.commission.findMany({ where: { distributorId: { in: ids } } });
  expect(rows.filter((row) => row.status !== "PAYABLE")).toEqual([]);
  expect(rows.reduce((sum, row) => sum + row.amountMinor, 0n)).toBe(totalMinor);
  const statements = await db.statement.findMany({ where: { distributorId: { in: ids } } });
  expect(statements.reduce((sum, one) => sum + one.totalMinor, 0n)).toBe(totalMinor);
  expect(statements.reduce((sum, one) => sum + one.lineCount, 0)).toBe(rows.length);
  const balances = [...(await balancesOf({ db }, ids)).values()];
  expect(balances.reduce((sum, one) => sum + one.payableMinor, 0n)).toBe(totalMinor);
  expect(balances.reduce((sum, one) => sum + one.frozenMinor, 0n)).toBe(0n);
}

describe("a settlement run", () => {
  test("takes what was due before the period's end, once; the rest waits", async ({ db }) => {
    const network = await makeNetwork(db);
    await makeEarned(db, network, 2, day("2026-03-01"));
    await makeEarned(db, network, 1, day("2026-03-02"));
    const staff = await makeStaff(db, "FINANCE");
    const preview = await previewSettlement(ctxOf(db, staff, day("2026-03-02")));
    expect(preview.period.key).toBe("T1:2026-03-01");
    expect(preview.due).toMatchObject({ distributors: 3, lines: 6, totalMinor: 500n, netMinor: 500n });
    expect(preview.next).toEqual({ distributors: 3, lines: 3, totalMinor: 250n });
    const run = await settle(db, day("2026-03-02"));
    expect(run).toEqual({
      ...{ periodKey: "T1:2026-03-01", statements: 3, lines: 6, totalMinor: 500n, netMinor: 500n, carried: 0, more: false },
    });
    expect(await settle(db, day("2026-03-02"))).toMatchObject({ statements: 0, lines: 0 });
    const statements = await db.statement.findMany({ include: { commissions: true, settlement: true } });
    expect(statements).toHaveLength(3);
    for (const one of statements) {
      expect(one.commissions.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(one.totalMinor);
      expect(one.settlement.finishedAt).not.toBeNull();
    }
    expect(await db.message.count({ where: { template: "statement.ready" } })).toBe(3);
    expect(await db.auditEntry.count({ where: { action: "settlement.run" } })).toBe(1);
    expect((await balancesOf({ db }, [network.seller.id])).get(network.seller.id)).toMatchObject({
      ...{ prepaidMinor: 0n, frozenMinor: 125n, payableMinor: 250n },
    });
    expect(await settle(db, day("2026-03-03"))).toMatchObject({ periodKey: "T1:2026-03-02", statements: 3, lines: 3 });
  });

  test("a commission that came late goes to the next period; a distributor that came late gets its statement now", async ({
    db,
  }) => {
    const [first, second] = [await makeNetwork(db), await makeNetwork(db)];
    await makeEarned(db, first, 1, day("2026-04-01"));
    await settle(db, day("2026-04-02"));
    await makeEarned(db, first, 1, day("2026-04-01"));
    await makeEarned(db, second, 1, day("2026-04-01"));
    const preview = await previewSettlement(ctxOf(db, await makeStaff(db, "AUDITOR"), day("2026-04-02")));
    expect([preview.due.lines, preview.late.lines]).toEqual([3, 3]);
    expect(await settle(db, day("2026-04-02"))).toMatchObject({ statements: 3, lines: 3 });
    expect(await settle(db, day("2026-04-03"))).toMatchObject({ statements: 3, lines: 3 });
    await expectSettled(db, [first.seller.id, second.seller.id], 375n);
  });

  test("a run that was missed for days is made up for by the next", async ({ db }) => {
    const network = await makeNetwork(db);
    for (const date of ["2026-05-01", "2026-05-02", "2026-05-03"]) await makeEarned(db, network, 1, day(date));
    expect(await settle(db, day("2026-05-10"))).toMatchObject({ periodKey: "T1:2026-05-09", lines: 9 });
  });

  test("only those who may", async ({ db }) => {
    for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
      await expect(settleDue(ctxOf(db, await makeStaff(db, role)))).rejects.toThrow("FORBIDDEN");
    }
    const { seller } = await makeNetwork(db);
    await expect(settleDue(ctxOf(db, seller.actor))).rejects.toThrow("FORBIDDEN");
  });
});

describe("at the same time", () => {
  test("8 runners settle 1,200 commissions of 60 distributors: each exactly once", { timeout: 60_000 }, async ({ db, url }) => {
    const ids = await makeManyEarned(db, { sellers: 60, each: 20, at: day("2026-06-01") });
    const runners = Array.from({ length: 8 }, () => createDb(url, { poolSize: 2 }));
    const results = await Promise.all(
      runners.map(async (own) => {
        let lines = 0;
        for (let more = true; more; ) {
          const result = await settle(own, day("2026-06-02"), 3);
          lines += result.lines;
          more = result.more;
        }
        return lines;
      }),
    );
    await Promise.all(runners.map((own) => own.$disconnect()));
    expect(results.reduce((a, b) => a + b, 0)).toBe(1200);
    expect(await db.statement.count({ where: { distributorId: { in: ids } } })).toBe(60);
    expect(await db.message.count({ where: { recipient: { in: ids.map((id) => `d-${id}@example.com`) } } })).toBe(60);
    await expectSettled(db, ids, 150_000n);
  });

  test("a redemption is reversed or settled, never both, and new ones keep coming", async ({ db }) => {
    const network = await makeNetwork(db);
    const old = await makeEarned(db, network, 40, day("2026-07-01"));
    const fresh = await makeRedeemed(db, {
      ...{ distributorId: network.seller.id, productId: network.product.id, count: 20, at: day("2026-07-02") },
    });
    const sale = { productId: network.product.id, distributorId: network.seller.id, currency: "CNY", at: day("2026-07-02") };
    const prices = { retailPriceMinor: 2500n, purchasePriceMinor: 2000n };
    const reversals = old.map((one) => () => undoRedemption(systemCtx(db), one.id));
    const runs = Array.from({ length: 8 }, () => () => settle(db, day("2026-07-02"), 1));
    const accruals = fresh.map(
      (one) => () => inTransaction(systemCtx(db), (tx) => accrueCommissions(tx, { redemptionId: one.id, ...sale, ...prices })),
    );
    const work = [...reversals.slice(0, 10), ...runs, ...accruals, ...reversals.slice(10)];
    const answers = await Promise.allSettled(work.map((one) => one()));
    const failures = answers.flatMap((answer) => (answer.status === "rejected" ? [String(answer.reason.code)] : []));
    expect(failures.filter((code) => code !== "TOO_LATE")).toEqual([]);
    await settle(db, day("2026-07-02"));
    const rows = await db.commission.findMany({ where: { redemptionId: { in: old.map((one) => one.id) } } });
    // Settling one share ends the reversal of all: a redemption's shares end alike.
    const ends = old.map(({ id }) => new Set(rows.filter((row) => row.redemptionId === id).map((row) => row.status)));
    for (const states of ends) expect([["PAYABLE"], ["REVERSED"]]).toContainEqual([...states]);
    expect(ends.filter((states) => states.has("REVERSED")).length + failures.length).toBe(40);
  });
});

/** Runs `work` in a transaction that stays open until `release` is called. */
function held(db: Db, now: Date, work: (ctx: TxCtx) => Promise<unknown>) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const ended = db.$transaction(async (tx) => {
    await work({ ...systemCtx(db, now), db: tx });
    start();
    await gate;
  });
  return { started, release, ended };
}

describe("whoever holds a commission first wins", () => {
  test("settlement under way: the reversal waits and is too late", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1, day("2026-09-01"));
    const run = held(db, day("2026-09-02"), (ctx) => settleDue(ctx));
    await run.started;
    const reversal = undoRedemption(systemCtx(db), redemption!.id);
    const answer = expect(reversal).rejects.toMatchObject({ code: "TOO_LATE" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    run.release();
    await Promise.all([run.ended, answer]);
    expect(await db.commission.count({ where: { redemptionId: redemption!.id, status: "PAYABLE" } })).toBe(3);
  });

  test("reversal under way: settlement waits and leaves it out", async ({ db }) => {
    const network = await makeNetwork(db);
    const [first] = await makeEarned(db, network, 2, day("2026-09-03"));
    const reversal = held(db, day("2026-09-03"), (ctx) => undoRedemption(ctx, first!.id));
    await reversal.started;
    const run = settle(db, day("2026-09-04"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    reversal.release();
    await reversal.ended;
    expect(await run).toMatchObject({ statements: 3, lines: 3, totalMinor: 250n });
  });
});

test("killed in the middle again and again, then run once more: everything adds up", { timeout: 120_000 }, async ({
  db,
  url,
}) => {
  const ids = await makeManyEarned(db, { sellers: 150, each: 4, at: day("2026-08-01") });
  const done = () => db.statement.count({ where: { distributorId: { in: ids } } });
  let kills = 0;
  for (const target of [20, 60, 100]) {
    const child = spawn(process.execPath, [path.resolve("src/test/settle-child.ts"), url, day("2026-08-02").toISOString()], {
      stdio: "inherit",
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    while ((await done()) < target && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    await ended;
    kills += child.signalCode === "SIGKILL" ? 1 : 0;
  }
  expect(kills).toBe(3);
  expect(await done()).toBeLessThan(150);
  await settle(db, day("2026-08-02"));
  expect(await done()).toBe(150);
  await expectSettled(db, ids, 75_000n);
});
