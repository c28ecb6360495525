import { expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeLevel, makeProduct, makeStaff, makeStock } from "#test/factories.ts";
import { buyAllotment } from "./buy-allotment.ts";
import { listOffers } from "./queries-offers.ts";

/** A product at `price` for a new level, `stock` vouchers, and a maker of distributors of that level. */
async function market(db: Db, { price = 100n, stock = 10 } = {}) {
  const level = await makeLevel(db);
  const product = await makeProduct(db);
  await db.productPrice.create({ data: { productId: product.id, levelId: level.id, priceMinor: price } });
  if (stock) await makeStock(db, product.id, stock);
  const distributor = (prepaidMinor: bigint) => makeDistributor(db, { levelId: level.id, prepaidMinor });
  return { productId: product.id, level, distributor };
}

const where = (db: Db, productId: string) =>
  db.voucher.groupBy({ by: ["status"], where: { productId }, _count: true, orderBy: { status: "asc" } });

test("money, vouchers, events, audit and allotment move together, in the order the stock came in", async ({ db }) => {
  const { productId, distributor } = await market(db, { price: 1_800n, stock: 5 });
  const buyer = await distributor(10_000n);
  const bought = await buyAllotment(ctxOf(db, buyer.actor), { productId, quantity: 3, requestKey: newId() });
  expect(bought).toMatchObject({ quantity: 3, unitPriceMinor: 1_800n, totalMinor: 5_400n });
  expect((await getBalances({ db }, buyer.id)).prepaidMinor).toBe(4_600n);
  const vouchers = await db.voucher.findMany({ where: { productId }, orderBy: { seq: "asc" }, include: { events: true } });
  expect(vouchers.map((voucher) => voucher.allotmentId)).toEqual([bought.id, bought.id, bought.id, null, null]);
  expect(vouchers[0]?.events).toMatchObject([
    { kind: "ALLOTTED", fromStatus: "IN_STOCK", toStatus: "ALLOTTED", actorId: buyer.actor.id, allotmentId: bought.id },
  ]);
  expect(await db.ledgerTransaction.count({ where: { kind: "purchase", reference: bought.id } })).toBe(1);
  expect(await db.auditEntry.count({ where: { action: "allotment.buy", subjectId: bought.id } })).toBe(1);
});

test("the same request sent ten times at once is one purchase; another body under its key is refused", async ({ db }) => {
  const { productId, distributor } = await market(db);
  const buyer = await distributor(10_000n);
  const ctx = ctxOf(db, buyer.actor);
  const requestKey = newId();
  const answers = await Promise.all(Array.from({ length: 10 }, () => buyAllotment(ctx, { productId, quantity: 2, requestKey })));
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  expect((await getBalances({ db }, buyer.id)).prepaidMinor).toBe(9_800n);
  await expect(buyAllotment(ctx, { productId, quantity: 3, requestKey })).rejects.toMatchObject({ code: "KEY_REUSED" });
  await db.product.update({ where: { id: productId }, data: { onSale: false } });
  expect(await buyAllotment(ctx, { productId, quantity: 2, requestKey })).toEqual(answers[0]);
  const another = await distributor(10_000n);
  await db.product.update({ where: { id: productId }, data: { onSale: true } });
  expect((await buyAllotment(ctxOf(db, another.actor), { productId, quantity: 2, requestKey })).id).not.toBe(answers[0]?.id);
});

test("200 purchases of 1 race for a balance of 100: exactly 100 succeed", async ({ db }) => {
  const { productId, distributor } = await market(db, { price: 1n, stock: 250 });
  const buyer = await distributor(100n);
  const ctx = ctxOf(db, buyer.actor);
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, () => buyAllotment(ctx, { productId, quantity: 1, requestKey: newId() })),
  );
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(100);
  const codes = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(["INSUFFICIENT_BALANCE"]));
  expect((await getBalances({ db }, buyer.id)).prepaidMinor).toBe(0n);
  expect(await where(db, productId)).toMatchObject([
    { status: "IN_STOCK", _count: 150 },
    { status: "ALLOTTED", _count: 100 },
  ]);
});

test("many buyers race for little stock: never oversold, and nobody is refused while enough is left", async ({ db }) => {
  const { productId, distributor } = await market(db, { stock: 50 });
  const buyers = [];
  for (let i = 0; i < 30; i++) buyers.push(await distributor(100_000n));
  const answers = await Promise.allSettled(
    buyers.map((buyer) => buyAllotment(ctxOf(db, buyer.actor), { productId, quantity: 3, requestKey: newId() })),
  );
  const won = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(won).toHaveLength(16);
  for (const answer of answers)
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "INSUFFICIENT_STOCK" });
  expect(await where(db, productId)).toMatchObject([
    { status: "IN_STOCK", _count: 2 },
    { status: "ALLOTTED", _count: 48 },
  ]);
  const held = await db.voucher.groupBy({ by: ["allotmentId"], where: { productId, status: "ALLOTTED" }, _count: true });
  expect(held.every((group) => group._count === 3)).toBe(true);
  const paid = await Promise.all(buyers.map((buyer) => getBalances({ db }, buyer.id)));
  expect(paid.filter((balance) => balance.prepaidMinor === 99_700n)).toHaveLength(16);
  expect(paid.filter((balance) => balance.prepaidMinor === 100_000n)).toHaveLength(14);
});

test("vouchers held by somebody who gives up are waited for", async ({ db }) => {
  const { productId, distributor } = await market(db, { stock: 4 });
  const buyer = await distributor(100_000n);
  let letGo = () => {};
  const holding = db
    .$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM voucher WHERE product_id = ${productId}::uuid FOR UPDATE`;
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      throw new Error("gives up");
    })
    .catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  const buying = buyAllotment(ctxOf(db, buyer.actor), { productId, quantity: 4, requestKey: newId() });
  setTimeout(() => letGo(), 250);
  expect(await buying).toMatchObject({ quantity: 4 });
  await holding;
});

test("what is refused, and that nothing has moved then", async ({ db }) => {
  const { productId, distributor } = await market(db, { stock: 3 });
  const buyer = await distributor(100_000n);
  const ctx = ctxOf(db, buyer.actor);
  const buy = (changes: object) => buyAllotment(ctx, { productId, quantity: 1, requestKey: newId(), ...changes });
  await expect(buy({ quantity: 4 })).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK", details: { left: 3 } });
  await expect(buy({ productId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const quantity of [0, -1, 1.5, 1e9, Number.NaN]) await expect(buy({ quantity })).rejects.toThrow();
  const unpriced = await makeProduct(db);
  await expect(buy({ productId: unpriced.id })).rejects.toMatchObject({ code: "NOT_ON_SALE" });
  await db.product.update({ where: { id: productId }, data: { onSale: false } });
  await expect(buy({})).rejects.toMatchObject({ code: "NOT_ON_SALE" });
  await db.product.update({ where: { id: productId }, data: { onSale: true } });
  await db.distributor.update({ where: { id: buyer.id }, data: { status: "FROZEN" } });
  await expect(buy({})).rejects.toMatchObject({ code: "FROZEN" });
  await expect(
    buyAllotment(ctxOf(db, await makeStaff(db)), { productId, quantity: 1, requestKey: newId() }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(
    buyAllotment(ctxOf(db, { kind: "public" }), { productId, quantity: 1, requestKey: newId() }),
  ).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  expect((await getBalances({ db }, buyer.id)).prepaidMinor).toBe(100_000n);
  expect(await where(db, productId)).toMatchObject([{ status: "IN_STOCK", _count: 3 }]);
  expect(await db.allotment.count({ where: { productId } })).toBe(0);
});

test("a product whose own validity ends within a day is off the shelf", async ({ db }) => {
  const { productId, distributor } = await market(db);
  const buyer = await distributor(1_000n);
  const ctx = ctxOf(db, buyer.actor);
  await db.product.update({
    where: { id: productId },
    data: { validityKind: "FIXED", validUntil: new Date(Date.now() + day / 2) },
  });
  expect((await listOffers(ctx)).offers).toEqual([]);
  await expect(buyAllotment(ctx, { productId, quantity: 1, requestKey: newId() })).rejects.toMatchObject({ code: "NOT_ON_SALE" });
});

test("what ends within a day is not sold, and not counted on the shelf", async ({ db }) => {
  const { productId, distributor } = await market(db, { stock: 3 });
  const buyer = await distributor(100_000n);
  const now = new Date();
  const [first, second] = await db.voucher.findMany({ where: { productId }, orderBy: { seq: "asc" } });
  await db.voucher.update({ where: { id: first?.id }, data: { expiresAt: new Date(now.getTime() + day / 2) } });
  await db.voucher.update({ where: { id: second?.id }, data: { expiresAt: new Date(now.getTime() + 2 * day) } });
  const ctx = ctxOf(db, buyer.actor, now);
  const shelf = await listOffers(ctx);
  expect(shelf).toMatchObject({
    balanceMinor: 100_000n,
    offers: [{ id: productId, stock: 2, priceMinor: 100n, marginMinor: 2_400n }],
  });
  await expect(buyAllotment(ctx, { productId, quantity: 3, requestKey: newId() })).rejects.toMatchObject({
    details: { left: 2 },
  });
  await buyAllotment(ctx, { productId, quantity: 2, requestKey: newId() });
  expect(await db.voucher.findUnique({ where: { id: first?.id ?? "" } })).toMatchObject({ status: "IN_STOCK" });
});
