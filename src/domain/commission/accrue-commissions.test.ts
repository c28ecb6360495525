import { describe, expect } from "vitest";
import { balancesOf } from "#domain/ledger/queries.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { makeDistributor, systemCtx } from "#test/factories.ts";
import { accrueAll, makeEarned, makeNetwork, makeRedeemed, redeemAgain, undoRedemption } from "#test/redeemed.ts";
import { reverseCommissions } from "./reverse-commissions.ts";

const frozenOf = async (db: Db, ids: string[]) => {
  const balances = await balancesOf({ db }, ids);
  return ids.map((id) => balances.get(id)!.frozenMinor);
};

describe("accrual", () => {
  test("the seller and two uplines earn their shares, frozen until due, in the books too", async ({ db }) => {
    const network = await makeNetwork(db);
    await db.setting.create({ data: { key: "holdDays", value: 7 } });
    const at = new Date("2026-11-20T03:00:00Z");
    const [redemption] = await makeEarned(db, network, 1, at);
    await db.setting.delete({ where: { key: "holdDays" } });
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id }, orderBy: { depth: "asc" } });
    expect(rows.map((row) => [row.distributorId, row.amountMinor, row.value, row.baseMinor, row.status])).toEqual([
      [network.seller.id, 125n, 500n, 2500n, "FROZEN"],
      [network.middle.id, 75n, 300n, 2500n, "FROZEN"],
      [network.top.id, 50n, 200n, 2500n, "FROZEN"],
    ]);
    expect(rows[0]!.dueAt).toEqual(new Date("2026-11-27T03:00:00Z"));
    expect(await frozenOf(db, [network.seller.id, network.middle.id, network.top.id])).toEqual([125n, 75n, 50n]);
  });

  test("a frozen upline earns nothing, nobody moves up, and the platform keeps the share", async ({ db }) => {
    const network = await makeNetwork(db);
    await db.distributor.update({ where: { id: network.middle.id }, data: { status: "FROZEN" } });
    const [redemption] = await makeEarned(db, network, 1);
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id }, orderBy: { depth: "asc" } });
    expect(rows.map((row) => [row.depth, row.amountMinor])).toEqual([
      [1, 125n],
      [3, 50n],
    ]);
  });

  test("nobody beyond the network's depth is paid", async ({ db }) => {
    const network = await makeNetwork(db);
    await db.setting.create({ data: { key: "networkDepth", value: 2 } });
    const [redemption] = await makeEarned(db, network, 1);
    await db.setting.delete({ where: { key: "networkDepth" } });
    expect(await db.commission.count({ where: { redemptionId: redemption!.id } })).toBe(2);
  });

  test("no rule, no commission, no posting", async ({ db }) => {
    const network = await makeNetwork(db, { active: false });
    const [redemption] = await makeEarned(db, network, 1);
    expect(await db.commission.count({ where: { redemptionId: redemption!.id } })).toBe(0);
    expect(await db.ledgerTransaction.count({ where: { reference: redemption!.id } })).toBe(0);
  });

  test("a redemption earns once, however often it is asked for", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1);
    await expect(accrueAll(systemCtx(db), [redemption!.id])).rejects.toThrow();
    expect(await frozenOf(db, [network.seller.id])).toEqual([125n]);
  });

  test("the database refuses shares above the pool, changed commissions and changed terms", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1);
    const [row] = await db.commission.findMany({ where: { redemptionId: redemption!.id } });
    const extra = { ...row!, id: newId(), depth: 9, amountMinor: 1n, distributorId: (await makeDistributor(db)).id };
    await expect(db.commission.create({ data: extra })).rejects.toThrow(/exceed the pool/);
    const amount = db.$executeRaw`UPDATE commission SET amount_minor = 1 WHERE id = ${row!.id}::uuid`;
    await expect(amount).rejects.toThrow(/immutable/);
    const pool = db.$executeRaw`UPDATE commission_rule SET pool = 1 WHERE id = ${network.rule.id}::uuid`;
    await expect(pool).rejects.toThrow(/fixed/);
    const share = { ruleId: network.rule.id, depth: 4, value: 1n };
    await expect(db.commissionShare.create({ data: share })).rejects.toThrow(/exceed its pool/);
  });
});

describe("reversal", () => {
  test("takes everything back, once", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => undoRedemption(systemCtx(db), redemption!.id)));
    expect(answers.filter((answer) => answer.count > 0)).toMatchObject([{ count: 3 }]);
    expect(await frozenOf(db, [network.seller.id, network.middle.id, network.top.id])).toEqual([0n, 0n, 0n]);
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id } });
    expect(rows.every((row) => row.status === "REVERSED" && row.resolvedAt !== null)).toBe(true);
  });

  test("a voucher redeemed again earns again, under its new redemption", async ({ db }) => {
    const network = await makeNetwork(db);
    const [first] = await makeEarned(db, network, 1);
    await undoRedemption(systemCtx(db), first!.id);
    expect(await frozenOf(db, [network.seller.id])).toEqual([0n]);
    await redeemAgain(systemCtx(db), first!.id);
    expect(await frozenOf(db, [network.seller.id])).toEqual([125n]);
  });

  test("a redemption that paid nobody is reversed without a trace", async ({ db }) => {
    const network = await makeNetwork(db, { active: false });
    const [redemption] = await makeRedeemed(db, { distributorId: network.seller.id, productId: network.product.id, count: 1 });
    expect(await undoRedemption(systemCtx(db), redemption!.id)).toMatchObject({ count: 0 });
    expect(await inTransaction(systemCtx(db), (tx) => reverseCommissions(tx, newId(), { clawBack: false }))).toMatchObject({
      count: 0,
    });
  });
});

test("a level's own hold days are stronger than the setting's, for its distributors only", async ({ db }) => {
  const network = await makeNetwork(db);
  const patient = await db.level.create({ data: { id: newId(), name: `缓结-${newId().slice(-6)}`, rank: 900, holdDays: 10 } });
  await db.distributor.update({ where: { id: network.middle.id }, data: { levelId: patient.id } });
  await db.level.update({ where: { id: network.level.id }, data: { holdDays: 0 } });
  await db.setting.create({ data: { key: "holdDays", value: 3 } });
  const at = new Date("2026-11-20T03:00:00Z");
  const [redemption] = await makeEarned(db, network, 1, at);
  await db.level.update({ where: { id: network.level.id }, data: { holdDays: null } });
  const [second] = await makeEarned(db, network, 1, at);
  await db.setting.delete({ where: { key: "holdDays" } });
  const due = async (id: string) =>
    (await db.commission.findMany({ where: { redemptionId: id }, orderBy: { depth: "asc" } })).map((row) =>
      row.dueAt.toISOString().slice(0, 10),
    );
  expect(await due(redemption!.id)).toEqual(["2026-11-20", "2026-11-30", "2026-11-20"]);
  expect(await due(second!.id)).toEqual(["2026-11-23", "2026-11-30", "2026-11-23"]);
});
