import { expect } from "vitest";
import { listRecalls, sumSales } from "#domain/allotment/queries-sales.ts";
import { recallAllotment } from "#domain/allotment/recall-allotment.ts";
import { listProducts } from "#domain/product/queries.ts";
import { listRedemptions, sumRedemptions } from "#domain/redemption/queries.ts";
import { alertLowStock } from "#domain/voucher/alert-low-stock.ts";
import { getStock } from "#domain/voucher/queries-stock.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import {
  ctxOf,
  makeAllotment,
  makeClaimable,
  makeDistributor,
  makeProduct,
  makeStaff,
  makeStock,
  systemCtx,
} from "#test/factories.ts";
import { makeEarned, makeNetwork, undoRedemption } from "#test/redeemed.ts";
import {
  type BestRow,
  getStanding,
  getTotals,
  listBestDistributors,
  listBestProducts,
  listDays,
  listHeat,
  listLowStock,
} from "./queries.ts";
import { windowOf } from "./rules.ts";

const now = new Date("2026-11-22T04:00:00Z"); // noon of a Sunday in Shanghai
const window = windowOf({ from: "2026-11-22", to: "2026-11-22" }, now);

test("the dashboard counts what is in the database, by the day of Shanghai", async ({ db }) => {
  const { product, distributor, allotment, link } = await makeClaimable(db, { quota: 5 });
  const at = new Date("2026-11-21T16:30:00Z"); // 00:30 on the 22nd in Shanghai
  await db.allotment.update({ where: { id: allotment.id }, data: { createdAt: at } });
  const vouchers = await db.voucher.findMany({ where: { linkId: link.id }, orderBy: { seq: "asc" }, take: 2 });
  for (const [i, voucher] of vouchers.entries()) {
    const person = await db.person.create({ data: { id: newId() } });
    const claim = { linkId: link.id, productId: product.id, personId: person.id, slot: 1, productSlot: 1 };
    await db.claim.create({ data: { id: newId(), voucherId: voucher.id, ...claim, createdAt: at } });
    await db.voucher.update({ where: { id: voucher.id }, data: { status: "CLAIMED", claimedAt: at } });
    if (i > 0) continue;
    await db.voucher.update({ where: { id: voucher.id }, data: { status: "REDEEMED", redeemedAt: at } });
    const prices = { retailPriceMinor: 2500n, purchasePriceMinor: 2000n };
    const place = { voucherId: voucher.id, productId: product.id, allotmentId: allotment.id, distributorId: distributor.id };
    const redemption = { id: newId(), method: "CODE_REVEALED" as const, actorKind: "device", createdAt: at };
    await db.redemption.create({ data: { ...redemption, ...place, ...prices } });
  }
  const ctx = systemCtx(db, now);
  const totals = await getTotals(ctx, window);
  expect(totals.now).toMatchObject({ salesMinor: 10_000n, soldVouchers: 5, claims: 2, redemptions: 1, claimedAndRedeemed: 1 });
  expect(totals.before).toMatchObject({ salesMinor: 0n, claims: 0, redemptions: 0 });
  expect(await getStanding(ctx)).toMatchObject({ allotted: 3, claimed: 1, redeemed: 1, frozenMinor: 0n });
  expect(await listDays(ctx, window)).toEqual([
    { day: "2026-11-22", salesMinor: 10_000n, claims: 2, redemptions: 1, commissionMinor: 0n },
  ]);
  expect(await listBestProducts(ctx, window)).toMatchObject([{ id: product.id, salesMinor: 10_000n, claims: 2, redemptions: 1 }]);
  expect(await listBestDistributors(ctx, window)).toMatchObject([{ id: distributor.id, redemptions: 1 }]);
  expect(await listHeat(ctx, window)).toEqual([{ weekday: 7, hour: 0, value: 1 }]);
});

test("low on stock is the same on the dashboard, the stock page, the product list and in the alert", async ({ db }) => {
  await db.product.updateMany({ data: { onSale: false } }); // those of the other tests
  const line = { lowStockAt: 3 };
  const [low, empty, enough] = [await makeProduct(db, line), await makeProduct(db, line), await makeProduct(db, line)];
  const off = await makeProduct(db, { ...line, onSale: false });
  await makeProduct(db, line); // never had vouchers
  for (const [product, count] of [
    [low, 2],
    [empty, 1],
    [enough, 3],
    [off, 1],
  ] as const)
    await makeStock(db, product.id, count);
  await db.$executeRaw`UPDATE voucher SET status = 'VOIDED' WHERE product_id = ${empty.id}::uuid`;
  const ctx = systemCtx(db, now);
  const expected = [low.id, empty.id].sort();
  const dashboard = await listLowStock(ctx);
  expect(dashboard).toMatchObject([
    { id: empty.id, inStock: 0 },
    { id: low.id, inStock: 2 },
  ]);
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"), now);
  const { products } = await getStock(manager);
  expect(
    products
      .filter((row) => row.low)
      .map((row) => row.product.id)
      .sort(),
  ).toEqual(expected);
  const { items } = await listProducts(manager, { pageSize: 100 });
  expect(
    items
      .filter((row) => row.low)
      .map((row) => row.id)
      .sort(),
  ).toEqual(expected);
  await alertLowStock(ctx);
  const mails = await db.message.findMany({ where: { template: "stock.low" } });
  expect(new Set(mails.map((mail) => mail.dedupeKey?.split(":")[1]))).toEqual(new Set(expected));
});

test("each ranking adds up to the totals: sales less recalls, claims, redemptions", async ({ db }) => {
  const earlier = (await getTotals(systemCtx(db, now), window)).now.redemptions;
  const network = await makeNetwork(db);
  const [, undone] = await makeEarned(db, network, 3, now);
  await undoRedemption(systemCtx(db, now), undone!.id);
  await makeClaimable(db, { quota: 4 });
  const { allotment } = await makeClaimable(db, { quota: 2 });
  await db.allotment.updateMany({ data: { createdAt: now } });
  const other = await makeDistributor(db);
  const bought = await makeAllotment(db, { distributorId: other.id, productId: allotment.productId, quantity: 5 });
  await db.allotment.update({ where: { id: bought.id }, data: { createdAt: new Date("2026-10-01T00:00:00Z") } });
  await recallAllotment(ctxOf(db, await makeStaff(db), now), {
    ...{ allotmentId: bought.id, quantity: 2, reason: "卖得慢", requestKey: newId() },
  });
  const ctx = systemCtx(db, now);
  const totals = (await getTotals(ctx, window)).now;
  expect(totals.redemptions).toBe(earlier + 2);
  const sum = (rows: BestRow[]) => ({
    salesMinor: rows.reduce((all, row) => all + row.salesMinor, 0n),
    claims: rows.reduce((all, row) => all + row.claims, 0),
    redemptions: rows.reduce((all, row) => all + row.redemptions, 0),
  });
  const { salesMinor, claims, redemptions } = totals;
  for (const rank of [listBestProducts, listBestDistributors])
    expect(sum(await rank(ctx, window, 1_000)), rank.name).toEqual({ salesMinor, claims, redemptions });
});

test("the list of purchases adds up to the dashboard's sales, also when a recall falls in another period than its purchase", async ({
  db,
}) => {
  const staff = ctxOf(db, await makeStaff(db), now);
  const bought = async (at: Date, quantity: number) => {
    const ids = { distributorId: (await makeDistributor(db)).id, productId: (await makeProduct(db)).id };
    const { id } = await makeAllotment(db, { ...ids, quantity });
    await db.allotment.update({ where: { id }, data: { createdAt: at } });
    return { id, ...ids };
  };
  const recall = (allotmentId: string, quantity: number, at: Date) =>
    recallAllotment({ ...staff, now: at }, { allotmentId, quantity, reason: "卖得慢", requestKey: newId() });
  const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
  const early = await bought(day("2026-06-10"), 10);
  const late = await bought(day("2026-07-10"), 4);
  await recall(early.id, 3, day("2026-07-05"));
  await recall(late.id, 1, day("2026-07-11"));
  const sums = async (from: string, to: string, only = {}) => {
    const window = windowOf({ from, to }, now);
    const [sales, totals] = [await sumSales(staff, { ...window, ...only }), (await getTotals(staff, window)).now];
    return { sales, totals };
  };
  for (const [from, to, net] of [
    ["2026-06-01", "2026-06-30", 20_000n],
    ["2026-07-01", "2026-07-31", 0n],
    ["2026-07-05", "2026-07-05", -6_000n],
    ["2026-06-01", "2026-07-31", 20_000n],
  ] as const) {
    const { sales, totals } = await sums(from, to);
    expect(sales.netMinor, `${from} – ${to}`).toBe(net);
    expect(sales.netMinor).toBe(totals.salesMinor);
    expect(sales.boughtVouchers - sales.recalledVouchers).toBe(totals.soldVouchers);
  }
  const july = windowOf({ from: "2026-07-01", to: "2026-07-31" }, now);
  expect((await listRecalls(staff, july)).items.map((row) => row.refundMinor)).toEqual([2_000n, 6_000n]);
  const ranked = await listBestDistributors(staff, july, 100);
  for (const { distributorId } of [early, late]) {
    const { sales } = await sums("2026-07-01", "2026-07-31", { distributorId });
    expect(sales.netMinor).toBe(ranked.find((row) => row.id === distributorId)?.salesMinor);
  }
});

test("the list behind each cell of the map of hours has as many redemptions as the cell says", async ({ db }) => {
  const network = await makeNetwork(db);
  for (const at of ["2026-05-03T21:30", "2026-05-10T21:59", "2026-05-10T22:00", "2026-05-11T00:00", "2026-05-31T23:59"])
    await makeEarned(db, network, 1, new Date(`${at}:00+08:00`));
  const ctx = systemCtx(db, now);
  const staff = ctxOf(db, await makeStaff(db, "SUPPORT"), now);
  const may = { from: "2026-05-01", to: "2026-05-31" };
  const cells = await listHeat(ctx, windowOf(may, now));
  expect(cells).toContainEqual({ weekday: 7, hour: 21, value: 2 });
  expect(cells).toHaveLength(4);
  for (const { weekday, hour, value } of cells) {
    const filter = { ...may, state: "valid" as const, productId: network.product.id, slot: `${weekday}-${hour}` };
    expect((await sumRedemptions(staff, filter)).count, filter.slot).toBe(value);
    expect((await listRedemptions(staff, filter)).items, filter.slot).toHaveLength(value);
  }
  expect((await sumRedemptions(staff, { slot: "7-21", productId: network.product.id })).count).toBe(2);
});

test("only staff read the dashboard", async ({ db }) => {
  const { distributor } = await makeClaimable(db, { quota: 1 });
  await expect(getTotals(ctxOf(db, distributor.actor), window)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(sumSales(ctxOf(db, distributor.actor), window)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(listRecalls(ctxOf(db, distributor.actor), window)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getTotals(ctxOf(db, await makeStaff(db, "AUDITOR")), window)).resolves.toBeDefined();
});
