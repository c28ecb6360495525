import { describe, expect } from "vitest";
import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { setDays } from "#domain/calendar/set-days.ts";
import { balancesOf } from "#domain/ledger/queries.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { defaultSettings, type Settings } from "#domain/setting/schema.ts";
import type { Db } from "#lib/db.ts";
import { plusDays } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { previewSettlement } from "./queries-preview.ts";
import { settleDue } from "./settle-due.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
const settle = (db: Db, date: string) => settleDue(systemCtx(db, day(date)));
const statementOf = (db: Db, distributorId: string) =>
  db.statement.findFirstOrThrow({ where: { distributorId }, orderBy: { id: "desc" }, include: { commissions: true } });
const books = async (db: Db, id: string) => (await balancesOf({ db }, [id])).get(id)!;

/** Settings for one test, taken back after it. */
async function withSettings(db: Db, change: Partial<Settings>, work: () => Promise<void>): Promise<void> {
  const owner = ctxOf(db, await makeStaff(db));
  await changeSettings(owner, change);
  try {
    await work();
  } finally {
    await changeSettings(owner, defaultSettings);
  }
}

/** An adjustment asked for and approved by two people. */
async function adjust(db: Db, distributorId: string, minor: bigint, date: string): Promise<string> {
  const [first, second] = [await makeStaff(db, "FINANCE"), await makeStaff(db, "FINANCE")];
  const sign = minor > 0n ? ("PLUS" as const) : ("MINUS" as const);
  const amountMinor = String(minor > 0n ? minor : -minor);
  const input = { distributorId, sign, amountMinor, reason: "补记一笔" };
  const { id } = await requestAdjustment(ctxOf(db, first, day(date)), input);
  await approveAdjustment(ctxOf(db, second, day(date)), { id });
  return id;
}

describe("what a statement comes to", () => {
  test("tax is withheld from persons above the exemption and kept apart; a company pays its own", async ({ db }) => {
    await withSettings(db, { taxMethod: "RATE", taxRateBps: 2000, taxExemptionMinor: "200" }, async () => {
      const [person, company] = [await makeNetwork(db), await makeNetwork(db)];
      await db.distributor.update({ where: { id: company.seller.id }, data: { taxKind: "COMPANY" } });
      await makeEarned(db, person, 4, day("2026-01-05"));
      await makeEarned(db, company, 4, day("2026-01-05"));
      await settle(db, "2026-01-06");
      expect(await statementOf(db, person.seller.id)).toMatchObject({
        ...{ totalMinor: 500n, taxMinor: 60n, offsetMinor: 0n, netMinor: 440n, openingMinor: 0n, closingMinor: 440n },
        ...{ status: "PAYABLE", taxBasis: { kind: "PERSON", method: "RATE", rateBps: 2000, exemptionMinor: "200" } },
      });
      expect(await statementOf(db, company.seller.id)).toMatchObject({
        ...{ totalMinor: 500n, taxMinor: 0n, netMinor: 500n, taxBasis: { kind: "COMPANY", method: "NONE" } },
      });
      expect(await books(db, person.seller.id)).toMatchObject({ frozenMinor: 0n, payableMinor: 440n });
    });
  });

  test("the labour table is for a month: its statements together, not each alone", async ({ db }) => {
    await withSettings(db, { taxMethod: "LABOUR" }, async () => {
      const network = await makeNetwork(db);
      await adjust(db, network.seller.id, 60_000n, "2026-02-01");
      await settle(db, "2026-02-02");
      expect(await statementOf(db, network.seller.id)).toMatchObject({ adjustmentMinor: 60_000n, taxMinor: 0n, lineCount: 0 });
      await adjust(db, network.seller.id, 60_000n, "2026-02-02");
      await settle(db, "2026-02-03");
      expect((await statementOf(db, network.seller.id)).taxMinor).toBe(8_000n); // (1,200 - 800) × 20 %
      await adjust(db, network.seller.id, 60_000n, "2026-02-28");
      await settle(db, "2026-03-01");
      expect((await statementOf(db, network.seller.id)).taxMinor).toBe(0n); // another month
    });
  });

  test("a debt is repaid before anything is paid; a statement that pays nothing is paid as it is made", async ({ db }) => {
    const network = await makeNetwork(db);
    await adjust(db, network.seller.id, -400n, "2026-03-01");
    expect(await books(db, network.seller.id)).toMatchObject({ receivableMinor: 400n });
    await makeEarned(db, network, 2, day("2026-03-02"));
    await settle(db, "2026-03-03");
    const first = await statementOf(db, network.seller.id);
    expect(first).toMatchObject({ totalMinor: 250n, offsetMinor: 250n, netMinor: 0n, status: "PAID" });
    expect(first.paidAt).not.toBeNull();
    expect(first.commissions.map((line) => line.status)).toEqual(["PAID", "PAID"]);
    expect(await books(db, network.seller.id)).toMatchObject({ receivableMinor: 150n, payableMinor: 0n });
    await makeEarned(db, network, 2, day("2026-03-03"));
    await settle(db, "2026-03-04");
    expect(await statementOf(db, network.seller.id)).toMatchObject({ offsetMinor: 150n, netMinor: 100n, status: "PAYABLE" });
    expect(await books(db, network.seller.id)).toMatchObject({ receivableMinor: 0n, payableMinor: 100n });
  });

  test("adjustments go on the first statement after their approval, alone if need be", async ({ db }) => {
    const network = await makeNetwork(db);
    const id = await adjust(db, network.seller.id, 1_000n, "2026-04-01");
    expect(await books(db, network.seller.id)).toMatchObject({ frozenMinor: 1_000n });
    expect(await settle(db, "2026-04-01")).toMatchObject({ statements: 0 });
    expect(await settle(db, "2026-04-02")).toMatchObject({ statements: 1, lines: 0, totalMinor: 1_000n, netMinor: 1_000n });
    const statement = await statementOf(db, network.seller.id);
    expect((await db.adjustment.findUniqueOrThrow({ where: { id } })).statementId).toBe(statement.id);
    const move = db.$executeRaw`UPDATE adjustment SET statement_id = NULL WHERE id = ${id}::uuid`;
    await expect(move).rejects.toThrow(/is on its statement/);
  });

  test("too little to pay waits for the next period, the preview says so, and nothing is lost", async ({ db }) => {
    await withSettings(db, { minPayoutMinor: "300" }, async () => {
      const network = await makeNetwork(db);
      await makeEarned(db, network, 2, day("2026-05-01"));
      const finance = await makeStaff(db, "FINANCE");
      const preview = await previewSettlement(ctxOf(db, finance, day("2026-05-02")));
      expect(preview.due.distributors).toBe(0);
      expect(preview.carried).toMatchObject({ distributors: 3, lines: 6, totalMinor: 500n });
      expect(preview.rows.items.every((row) => row.carried)).toBe(true);
      expect(await settle(db, "2026-05-02")).toMatchObject({ statements: 0, carried: 3, more: false });
      await makeEarned(db, network, 1, day("2026-05-02"));
      expect(await settle(db, "2026-05-03")).toMatchObject({ statements: 1, carried: 2, netMinor: 375n });
      expect(await statementOf(db, network.seller.id)).toMatchObject({ lineCount: 3, totalMinor: 375n });
    });
    expect(await settle(db, "2026-05-04")).toMatchObject({ statements: 2, lines: 6 });
  });

  test("amounts change only as the next revision while nothing is being paid", async ({ db }) => {
    const network = await makeNetwork(db);
    await makeEarned(db, network, 1, day("2026-06-01"));
    await settle(db, "2026-06-02");
    const { id } = await statementOf(db, network.seller.id);
    const total = db.$executeRaw`UPDATE statement SET total_minor = 1, net_minor = 1, closing_minor = 1 WHERE id = ${id}::uuid`;
    await expect(total).rejects.toThrow(/is fixed/);
    const paid = db.$executeRaw`UPDATE statement SET status = 'PAID', paid_at = now() WHERE id = ${id}::uuid`;
    await expect(paid).rejects.toThrow(/cannot go from/);
  });
});

test("the preview is what the run then makes, to the fen", async ({ db }) => {
  await withSettings(db, { taxMethod: "RATE", taxRateBps: 300 }, async () => {
    const networks = [await makeNetwork(db), await makeNetwork(db)] as const;
    await makeEarned(db, networks[0], 3, day("2026-07-01"));
    await makeEarned(db, networks[1], 5, day("2026-07-01"));
    await adjust(db, networks[0].seller.id, -100n, "2026-07-01");
    await adjust(db, networks[1].top.id, 900n, "2026-07-01");
    const { due, rows } = await previewSettlement(ctxOf(db, await makeStaff(db, "AUDITOR"), day("2026-07-02")));
    expect(rows.total).toBe(due.distributors);
    const run = await settle(db, "2026-07-02");
    expect(run).toMatchObject({ statements: due.distributors, lines: due.lines, netMinor: due.netMinor });
    for (const row of rows.items) {
      const { totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor } = row;
      expect(await statementOf(db, row.distributorId)).toMatchObject({
        ...{ totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor },
      });
    }
  });
});

describe("other cycles", () => {
  test("working days: Friday to Sunday on Monday, a holiday of the operator's moves it", async ({ db }) => {
    await withSettings(db, { settlementCycle: { kind: "DAYS", days: 1, unit: "WORKING" } }, async () => {
      const network = await makeNetwork(db);
      await makeEarned(db, network, 1, day("2026-11-27")); // a Friday
      expect(await settle(db, "2026-11-29")).toMatchObject({ statements: 0 });
      const manager = ctxOf(db, await makeStaff(db, "MANAGER"), day("2026-11-29"));
      await setDays(manager, { from: "2026-11-30", to: "2026-11-30", working: false, note: "内部盘点" });
      expect(await settle(db, "2026-11-30")).toMatchObject({ statements: 0 });
      expect(await settle(db, "2026-12-01")).toMatchObject({ periodKey: "T1W:2026-11-30", statements: 3 });
    });
  });

  test("T+0 settles within the day, an hour at a time; a weekly cycle after it takes the rest", async ({ db }) => {
    const network = await makeNetwork(db);
    const noon = day("2026-12-02");
    await withSettings(db, { settlementCycle: { kind: "DAYS", days: 0, unit: "CALENDAR" } }, async () => {
      await makeEarned(db, network, 1, noon);
      expect(await settleDue(systemCtx(db, new Date(noon.getTime() + 59 * 60_000)))).toMatchObject({ statements: 0 });
      const run = await settleDue(systemCtx(db, new Date(noon.getTime() + 60 * 60_000)));
      expect(run).toMatchObject({ periodKey: "T0:2026-12-02T12", statements: 3 });
      await makeEarned(db, network, 1, new Date(noon.getTime() + 90 * 60_000));
    });
    await withSettings(db, { settlementCycle: { kind: "WEEKLY", weekday: 4 } }, async () => {
      expect(await settle(db, "2026-12-02")).toMatchObject({ statements: 0 });
      expect(await settleDue(systemCtx(db, plusDays(noon, 1)))).toMatchObject({ periodKey: "WEEKLY4:2026-12-02", statements: 3 });
    });
  });
});
