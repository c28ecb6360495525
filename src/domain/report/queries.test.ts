import { expect } from "vitest";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeClaimable, makeStaff, systemCtx } from "#test/factories.ts";
import { getStanding, getTotals, listBestDistributors, listBestProducts, listDays, listHeat } from "./queries.ts";
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

test("only staff read the dashboard", async ({ db }) => {
  const { distributor } = await makeClaimable(db, { quota: 1 });
  await expect(getTotals(ctxOf(db, distributor.actor), window)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getTotals(ctxOf(db, await makeStaff(db, "AUDITOR")), window)).resolves.toBeDefined();
});
