import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { openIncident } from "#domain/incident/open-incident.ts";
import { resolveIncidents } from "#domain/incident/resolve-incidents.ts";
import { openAccounts } from "#domain/ledger/open-accounts.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { createDb } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { expectBooksToBalance } from "#test/checker.ts";
import { cloneDatabase, test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { closeDays } from "./close-days.ts";
import { getTrialBalance } from "./queries-books.ts";
import { clearUntil, listClosedDays, listOpenDays } from "./queries-days.ts";
import { reopenDay } from "./reopen-day.ts";

const at = (day: string, time = "12:00:00") => new Date(`${day}T${time}+08:00`);

/** Money that no provider's statement tells of. */
async function post(db: Db, now: Date, minor = 100n) {
  const ownerId = newId();
  await inTransaction(systemCtx(db, now), async (tx) => {
    await openAccounts(tx, ownerId);
    const lines = [
      { account: { kind: "COMMISSION_EXPENSE" as const }, debitMinor: minor },
      { account: { kind: "PREPAID" as const, ownerId }, creditMinor: minor },
    ];
    await postTransaction(tx, { kind: "test", reference: newId(), lines });
  });
}

/** Days are of the whole installation: each test has one of its own. */
async function withOwn(work: (db: Db) => Promise<void>): Promise<void> {
  const { url, drop } = await cloneDatabase();
  const db = createDb(url, { poolSize: 12 });
  await work(db);
  await expectBooksToBalance(db);
  await db.$disconnect();
  await drop();
}

test("days are closed in order with what each moved; a closed one takes nothing more", () =>
  withOwn(async (db) => {
    for (const day of ["2026-06-01", "2026-06-01", "2026-06-03"]) await post(db, at(day));
    await post(db, at("2026-06-03", "23:59:59.999"), 7n);
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"), at("2026-06-05", "00:00:01"));
    expect((await listOpenDays(finance)).days.map(({ day }) => day)).toEqual([
      "2026-06-01",
      "2026-06-02",
      "2026-06-03",
      "2026-06-04",
    ]);
    expect(() => closeDays(finance, { until: "2026-06-05" })).toThrow("INVALID_INPUT");
    const periods = [
      {},
      { from: at("2026-06-02") },
      { from: at("2026-06-03"), to: at("2026-06-04") },
      { from: at("2026-06-05", "00:00:00") },
    ];
    const read = () => Promise.all(periods.map((period) => getTrialBalance(finance, period)));
    const before = await read();
    expect(await closeDays(finance, { until: "2026-06-03" })).toEqual({ closed: 3, until: "2026-06-03" });
    expect(await read()).toEqual(before); // now from the closed days' totals
    await expect(closeDays(finance, { until: "2026-06-02" })).rejects.toMatchObject({ code: "CONFLICT" });
    const { items } = await listClosedDays(finance);
    expect(items.map(({ day, totals }) => [day, totals.COMMISSION_EXPENSE])).toEqual([
      ["2026-06-03", { debit: "107", credit: "0", closing: "307" }],
      ["2026-06-02", { debit: "0", credit: "0", closing: "200" }],
      ["2026-06-01", { debit: "200", credit: "0", closing: "200" }],
    ]);
    await expect(post(db, at("2026-06-03"))).rejects.toMatchObject({ code: "DAY_CLOSED" });
    await expect(post(db, at("2026-05-01"))).rejects.toMatchObject({ code: "DAY_CLOSED" });
    await post(db, at("2026-06-04", "00:00:00"));
    await closeDays(finance, { until: "2026-06-04" });
    expect((await listClosedDays(finance)).items[0]!.totals.PREPAID).toEqual({ debit: "0", credit: "100", closing: "-407" });
  }));

test("what is open stands in the way, until it is resolved or somebody says why not", () =>
  withOwn(async (db) => {
    const staff = await makeStaff(db, "FINANCE");
    const finance = ctxOf(db, staff, at("2026-06-10"));
    await post(db, at("2026-06-01"));
    await inTransaction(systemCtx(db), (tx) =>
      openIncident(tx, {
        ...{ kind: "payment.mismatch", provider: "STRIPE", subject: { type: "payment", id: newId() } },
        ...{ day: new Date("2026-06-02"), dedupeKey: newId() },
      }),
    );
    await inTransaction(systemCtx(db, at("2026-06-03")), (tx) =>
      postTransaction(tx, {
        ...{ kind: "stray", reference: newId() },
        lines: [
          { account: { kind: "CASH_STRIPE" }, debitMinor: 5n },
          { account: { kind: "SUSPENSE" }, creditMinor: 5n },
        ],
      }),
    );
    const { days } = await listOpenDays(finance);
    expect(days[1]).toMatchObject({ openIncidents: 1, uncompared: [] });
    expect(days[2]).toMatchObject({ openIncidents: 0, uncompared: ["STRIPE"] });
    expect(clearUntil(days)).toBe("2026-06-01");
    await expect(closeDays(finance, { until: "2026-06-03" })).rejects.toMatchObject({
      ...{ code: "DAY_NOT_CLEAR", details: { days: ["2026-06-02", "2026-06-03"] } },
    });
    const incident = await db.incident.findFirstOrThrow();
    await resolveIncidents(finance, { ids: [incident.id], kind: "EXPLAINED", text: "测试" });
    await closeDays(finance, { until: "2026-06-02" });
    await closeDays(finance, { until: "2026-06-03", reason: "渠道账单次月提供" });
    expect((await listClosedDays(finance)).items.map(({ reason, closedBy }) => [reason, closedBy])).toEqual([
      ["渠道账单次月提供", staff.name],
      [null, staff.name],
      [null, staff.name],
    ]);
  }));

test("only the last closed day is opened again, by the owner, with a reason", () =>
  withOwn(async (db) => {
    await post(db, at("2026-06-01"));
    const owner = ctxOf(db, await makeStaff(db, "OWNER"), at("2026-06-10"));
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"), at("2026-06-10"));
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"), at("2026-06-10"));
    expect(() => closeDays(manager, { until: "2026-06-02" })).toThrow("FORBIDDEN");
    await closeDays(finance, { until: "2026-06-03" });
    const again = { day: "2026-06-03", reason: "漏记一笔" };
    expect(() => reopenDay(finance, again)).toThrow("FORBIDDEN");
    await expect(reopenDay(owner, { ...again, day: "2026-06-02" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(db.dayClose.deleteMany({ where: { day: new Date("2026-06-02") } })).rejects.toThrow();
    await reopenDay(owner, again);
    await post(db, at("2026-06-03"));
    await expect(post(db, at("2026-06-02"))).rejects.toMatchObject({ code: "DAY_CLOSED" });
    expect((await db.auditEntry.findFirstOrThrow({ where: { action: "day.reopen" } })).before).toMatchObject({
      day: "2026-06-03T00:00:00.000Z",
    });
    await closeDays(finance, { until: "2026-06-03" });
  }));

test("while money is being posted, nothing slips in behind the totals", { timeout: 60_000 }, () =>
  withOwn(async (db) => {
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"), at("2026-06-02", "00:00:00"));
    await post(db, at("2026-06-01"));
    const answers = Promise.allSettled(
      Array.from({ length: 200 }, async (_, i) => {
        await sleep(i * 3);
        await post(db, at("2026-06-01", "23:59:59"), 1n);
      }),
    );
    await sleep(250);
    const closes = await Promise.allSettled([1, 2, 3].map(() => closeDays(finance, { until: "2026-06-01" })));
    expect(closes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const posted = (await answers).filter(({ status }) => status === "fulfilled").length;
    const refused = (await answers).flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ["DAY_CLOSED"] : []));
    const { items } = await listClosedDays(finance);
    expect(items[0]!.totals.COMMISSION_EXPENSE!.debit).toBe(String(100 + posted));
    process.stdout.write(`posted before the close: ${posted}, refused after it: ${refused.length}\n`);
  }),
);
