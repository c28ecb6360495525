import { expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeDistributor, makeLink, makeProduct, makeStaff } from "#test/factories.ts";
import { getAllotment, listAllotments } from "./queries.ts";
import { recallAllotment } from "./recall-allotment.ts";

async function bought(db: Db, quantity: number, inLink = 0) {
  const product = await makeProduct(db);
  const distributor = await makeDistributor(db);
  const ids = { distributorId: distributor.id, productId: product.id };
  const allotment = await makeAllotment(db, { ...ids, quantity, unitPriceMinor: 1_000n });
  if (inLink) await makeLink(db, { ...ids, allotmentId: allotment.id, quota: inLink });
  return { allotment, distributor, product };
}

test("vouchers go back to stock and their price to the balance, once per request", async ({ db }) => {
  const { allotment, distributor, product } = await bought(db, 5);
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  const input = { allotmentId: allotment.id, quantity: 2, reason: "滞销", requestKey: newId() };
  const answers = await Promise.all(Array.from({ length: 6 }, () => recallAllotment(manager, input)));
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  expect(answers[0]).toMatchObject({ quantity: 2, refundMinor: 2_000n });
  expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(2_000n);
  expect(await db.voucher.count({ where: { productId: product.id, status: "IN_STOCK", allotmentId: null } })).toBe(2);
  expect(await db.voucherEvent.count({ where: { allotmentId: allotment.id, kind: "RECALLED", reason: "滞销" } })).toBe(2);
  await expect(recallAllotment(manager, { ...input, quantity: 1 })).rejects.toMatchObject({ code: "KEY_REUSED" });
  expect(await getAllotment(manager, allotment.id)).toMatchObject({
    quantity: 5,
    left: 3,
    recalled: 2,
    recalls: [{ quantity: 2 }],
  });
});

test("what is in a claim link stays there", async ({ db }) => {
  const { allotment, distributor } = await bought(db, 5, 3);
  const owner = ctxOf(db, await makeStaff(db));
  const recall = (quantity: number) =>
    recallAllotment(owner, { allotmentId: allotment.id, quantity, reason: "收回", requestKey: newId() });
  await expect(recall(3)).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK", details: { left: 2 } });
  expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(0n);
  await recall(2);
  expect(await getAllotment(owner, allotment.id)).toMatchObject({ left: 0, inLinks: 3, recalled: 2 });
});

test("ten recalls race for three vouchers: three are taken back and paid back", async ({ db }) => {
  const { allotment, distributor } = await bought(db, 3);
  const owner = ctxOf(db, await makeStaff(db));
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      recallAllotment(owner, { allotmentId: allotment.id, quantity: 1, reason: "收回", requestKey: newId() }),
    ),
  );
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(3);
  expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(3_000n);
});

test("expired vouchers are not paid back", async ({ db }) => {
  const { allotment, product } = await bought(db, 2);
  await db.voucher.updateMany({ where: { allotmentId: allotment.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  const owner = ctxOf(db, await makeStaff(db));
  const recall = () => recallAllotment(owner, { allotmentId: allotment.id, quantity: 1, reason: "收回", requestKey: newId() });
  await expect(recall()).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK", details: { left: 0 } });
  await db.voucher.updateMany({ where: { allotmentId: allotment.id }, data: { expiresAt: null } });
  await db.product.update({
    where: { id: product.id },
    data: { validityKind: "FIXED", validUntil: new Date(Date.now() - 1_000) },
  });
  await expect(recall()).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK", details: { left: 0 } });
});

test("roles, other people's ids, and the list's figures", async ({ db }) => {
  const { allotment, distributor } = await bought(db, 4, 1);
  const stranger = await makeDistributor(db);
  const input = { allotmentId: allotment.id, quantity: 1, reason: "收回", requestKey: newId() };
  for (const actor of [distributor.actor, await makeStaff(db, "FINANCE"), await makeStaff(db, "SUPPORT")])
    expect(() => recallAllotment(ctxOf(db, actor), input)).toThrow("FORBIDDEN");
  const owner = ctxOf(db, await makeStaff(db));
  await expect(recallAllotment(owner, { ...input, allotmentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const mine = ctxOf(db, distributor.actor);
  const figures = { quantity: 4, left: 3, inLinks: 1, claimed: 0, redeemed: 0, ended: 0, recalled: 0 };
  expect((await listAllotments(mine, { distributorId: stranger.id })).items).toMatchObject([{ id: allotment.id, ...figures }]);
  expect(await getAllotment(mine, allotment.id)).toMatchObject(figures);
  const theirs = ctxOf(db, stranger.actor);
  expect((await listAllotments(theirs, {})).items).toEqual([]);
  await expect(getAllotment(theirs, allotment.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listAllotments(owner, { distributorId: distributor.id })).items).toHaveLength(1);
  await expect(listAllotments(ctxOf(db, { kind: "public" }), {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});
