import { describe, expect } from "vitest";
import { balancesOf } from "#domain/ledger/queries.ts";
import { reverseRedemption } from "#domain/redemption/reverse-redemption.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork, redeemAgain, undoRedemption } from "#test/redeemed.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
const owed = async (db: Db, ids: string[]) => {
  const balances = await balancesOf({ db }, ids);
  return ids.map((id) => balances.get(id)!.receivableMinor);
};

describe("a redemption reversed after its commissions were settled", () => {
  test("staff take it back: each settled share is owed, the statement stays, later earnings repay it", async ({ db }) => {
    const network = await makeNetwork(db);
    const everybody = [network.seller.id, network.middle.id, network.top.id];
    const [redemption] = await makeEarned(db, network, 1, day("2026-03-01"));
    await settleDue(systemCtx(db, day("2026-03-02")));
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"), day("2026-03-02"));
    await reverseRedemption(support, { id: redemption!.id, reason: "重复核销" });
    expect(await owed(db, everybody)).toEqual([125n, 75n, 50n]);
    expect(await db.clawback.count({ where: { redemptionId: redemption!.id } })).toBe(3);
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id } });
    expect(rows.map((row) => row.status)).toEqual(["PAYABLE", "PAYABLE", "PAYABLE"]);
    expect(await db.message.count({ where: { template: "commission.clawback", recipient: network.seller.email } })).toBe(1);
    const [entry] = await db.auditEntry.findMany({ where: { action: "redemption.reverse", subjectId: redemption!.id } });
    expect(entry?.after).toMatchObject({ clawedBackMinor: "250" });
    await expect(reverseRedemption(support, { id: redemption!.id, reason: "再来一次" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await makeEarned(db, network, 2, day("2026-03-02"));
    await settleDue(systemCtx(db, day("2026-03-03")));
    expect(await owed(db, everybody)).toEqual([0n, 0n, 0n]);
    const statement = await db.statement.findFirstOrThrow({
      where: { distributorId: network.seller.id },
      orderBy: { id: "desc" },
    });
    expect(statement).toMatchObject({ totalMinor: 250n, offsetMinor: 125n, netMinor: 125n });
  });

  test("one share settled, two still frozen: the one is owed, the two are reversed, in one posting", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1, day("2026-04-01"));
    await db.commission.updateMany({
      where: { redemptionId: redemption!.id, depth: { gt: 1 } },
      data: { dueAt: day("2026-05-01") },
    });
    await settleDue(systemCtx(db, day("2026-04-02")));
    expect(await undoRedemption(systemCtx(db, day("2026-04-02")), redemption!.id, true)).toEqual({
      count: 3,
      clawedBackMinor: 125n,
    });
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id }, orderBy: { depth: "asc" } });
    expect(rows.map((row) => row.status)).toEqual(["PAYABLE", "REVERSED", "REVERSED"]);
    expect(await owed(db, [network.seller.id, network.middle.id])).toEqual([125n, 0n]);
    const posted = await db.ledgerTransaction.findMany({ where: { reference: redemption!.id }, orderBy: { at: "asc" } });
    expect(posted.map((one) => one.kind)).toEqual(["commission", "clawback"]);
  });

  test("a voucher used again after it earns again, beside the debt", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1, day("2026-05-01"));
    await settleDue(systemCtx(db, day("2026-05-02")));
    await undoRedemption(systemCtx(db, day("2026-05-02")), redemption!.id, true);
    await redeemAgain(systemCtx(db, day("2026-05-02")), redemption!.id);
    await settleDue(systemCtx(db, day("2026-05-03")));
    expect(await owed(db, [network.seller.id])).toEqual([0n]);
    const last = await db.statement.findFirstOrThrow({ where: { distributorId: network.seller.id }, orderBy: { id: "desc" } });
    expect(last).toMatchObject({ totalMinor: 125n, offsetMinor: 125n, netMinor: 0n, status: "PAID" });
  });

  test("without the right to claw back it is too late; many at once take it back once", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1, day("2026-06-01"));
    await settleDue(systemCtx(db, day("2026-06-02")));
    await expect(undoRedemption(systemCtx(db), redemption!.id)).rejects.toMatchObject({ code: "TOO_LATE" });
    const staff = ctxOf(db, await makeStaff(db, "SUPPORT"));
    const tries = Array.from({ length: 6 }, () => reverseRedemption(staff, { id: redemption!.id, reason: "并发" }));
    const answers = await Promise.allSettled(tries);
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await owed(db, [network.seller.id, network.middle.id, network.top.id])).toEqual([125n, 75n, 50n]);
  });

  test("what was taken back can no longer be changed, not even by SQL", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1, day("2026-07-01"));
    await settleDue(systemCtx(db, day("2026-07-02")));
    await undoRedemption(systemCtx(db), redemption!.id, true);
    await expect(db.$executeRaw`UPDATE clawback SET amount_minor = 1`).rejects.toThrow(/append-only/);
  });
});
