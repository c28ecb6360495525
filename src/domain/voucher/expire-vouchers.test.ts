import { expect } from "vitest";
import { getAllotment } from "#domain/allotment/queries.ts";
import { listMovements } from "#domain/distributor/queries-balance.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { renderSms, type Values } from "#domain/message/render-message.ts";
import { sealPhone } from "#domain/person/read-person-phone.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day, hour } from "#lib/time.ts";
import { test } from "#test/database.ts";
import {
  ctxOf,
  makeAllotment,
  makeClaimable,
  makeDistributor,
  makeLink,
  makeProduct,
  makeStaff,
  makeStock,
  systemCtx,
} from "#test/factories.ts";
import { alertLowStock } from "./alert-low-stock.ts";
import { expireVouchers } from "./expire-vouchers.ts";
import { getVoucher } from "./queries-detail.ts";
import { remindExpiring } from "./remind-expiring.ts";

const now = new Date("2026-11-22T04:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const statuses = async (db: Db, productId: string) => {
  const rows = await db.voucher.groupBy({ by: ["status"], where: { productId }, _count: true });
  return Object.fromEntries(rows.map(({ status, _count }) => [status, _count]));
};

async function claimWithPhone(
  db: Db,
  input: { linkId: string; productId: string; voucherIds: string[]; phone: string | null; expiresAt: Date; claimedAt: Date },
) {
  const personId = newId();
  const known = input.phone
    ? { phoneSealed: sealPhone(personId, input.phone), phoneMasked: "138****0001", phoneIndex: Buffer.from(personId) }
    : {};
  await db.person.create({ data: { id: personId, ...known } });
  for (const [i, voucherId] of input.voucherIds.entries()) {
    const { linkId, productId } = input;
    await db.claim.create({ data: { id: newId(), linkId, productId, personId, slot: i + 1, productSlot: i + 1, voucherId } });
  }
  await db.voucher.updateMany({
    where: { id: { in: input.voucherIds } },
    data: { status: "CLAIMED", claimedAt: input.claimedAt, expiresAt: input.expiresAt },
  });
  return personId;
}

test("its own date: wherever it is, once, with an event, also when eight run at once", async ({ db }) => {
  const product = await makeProduct(db);
  await makeStock(db, product.id, 20);
  const { id: distributorId } = await makeDistributor(db);
  await makeAllotment(db, { distributorId, productId: product.id, quantity: 10 });
  await db.voucher.updateMany({ where: { productId: product.id }, data: { expiresAt: after(-1000) } });
  const [first] = await db.voucher.findMany({ where: { productId: product.id }, take: 1 });
  await db.voucher.update({ where: { id: first!.id }, data: { expiresAt: after(1000) } });
  const runs = await Promise.all(Array.from({ length: 8 }, () => expireVouchers(systemCtx(db, now))));
  expect(runs.reduce((sum, { expired }) => sum + expired, 0)).toBe(29);
  expect(await statuses(db, product.id)).toMatchObject({ EXPIRED: 29 });
  const events = await db.voucherEvent.groupBy({
    by: ["voucherId"],
    where: { voucher: { productId: product.id } },
    _count: true,
  });
  expect(events).toHaveLength(29);
  expect(events.every(({ _count }) => _count === 1)).toBe(true);
  expect(await expireVouchers(systemCtx(db, now))).toEqual({ expired: 0, more: false });
});

test("the product's fixed end takes what is unclaimed; the redeemed and void stay", async ({ db }) => {
  const product = await makeProduct(db, { validityKind: "FIXED", validUntil: after(-1000), validDays: null });
  await makeStock(db, product.id, 5);
  const [one] = await db.voucher.findMany({ where: { productId: product.id }, take: 1 });
  await db.voucher.update({ where: { id: one!.id }, data: { status: "VOIDED" } });
  await expireVouchers(systemCtx(db, now));
  expect(await statuses(db, product.id)).toEqual({ EXPIRED: 4, VOIDED: 1 });
  await expect(expireVouchers(ctxOf(db, await makeStaff(db, "OWNER")))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

/** Two sellers with two allotments each, all past their date; of the first one's, 3 are claimed. */
async function makeEnded(db: Db) {
  const product = await makeProduct(db);
  const sellers = [await makeDistributor(db), await makeDistributor(db)];
  const allotments = [];
  for (const { id: distributorId } of [...sellers, ...sellers])
    allotments.push(await makeAllotment(db, { distributorId, productId: product.id, quantity: 10, unitPriceMinor: 1999n }));
  const link = await makeLink(db, {
    ...{ allotmentId: allotments[0]!.id, distributorId: sellers[0]!.id, productId: product.id, quota: 3 },
  });
  const voucherIds = (await db.voucher.findMany({ where: { linkId: link.id } })).map(({ id }) => id);
  const claim = { linkId: link.id, productId: product.id, voucherIds, phone: null, expiresAt: after(-1), claimedAt: after(-day) };
  await claimWithPhone(db, claim);
  await db.voucher.updateMany({ where: { productId: product.id }, data: { expiresAt: after(-1) } });
  return { product, sellers, allotments };
}

test("expired in a seller's hands: kept, or given back by the policy, once, while eight run", async ({ db }) => {
  const owner = ctxOf(db, await makeStaff(db));
  for (const [change, refund] of [
    [{ expiredStockPolicy: "KEEP" as const }, [0n, 0n]],
    [{ expiredStockPolicy: "REFUND" as const, expiredStockRefundBps: 5_000 }, [16_991n, 19_990n]],
    [{ expiredStockRefundBps: 10_000 }, [33_983n, 39_980n]],
  ] as const) {
    await changeSettings(owner, change);
    const { sellers, allotments } = await makeEnded(db);
    await Promise.all(Array.from({ length: 8 }, () => expireVouchers(systemCtx(db, now))));
    const booked = await db.breakage.groupBy({
      by: ["allotmentId"],
      where: { allotmentId: { in: allotments.map(({ id }) => id) } },
      _sum: { quantity: true, amountMinor: true },
    });
    const byId = new Map(booked.map((row) => [row.allotmentId, row._sum]));
    expect(allotments.map(({ id }) => byId.get(id)?.quantity)).toEqual([7, 10, 10, 10]);
    expect(allotments.map(({ id }) => byId.get(id)?.amountMinor)).toEqual([13_993n, 19_990n, 19_990n, 19_990n]);
    const balances = await Promise.all(sellers.map(({ id }) => getBalances({ db }, id)));
    expect(balances.map(({ prepaidMinor }) => prepaidMinor)).toEqual(refund);
    const seller = ctxOf(db, sellers[1]!.actor);
    const moved = (await listMovements(seller, { kind: "breakage" })).items;
    expect(moved.map(({ document }) => document?.quantity)).toEqual(refund[1] > 0n ? [10, 10] : []);
    expect((await getAllotment(seller, allotments[1]!.id)).breakages).toMatchObject([{ quantity: 10, amountMinor: 19_990n }]);
  }
});

test("one reminder for a person, product and day, whoever asks how often", async ({ db }) => {
  const { link, product } = await makeClaimable(db, { quota: 8 });
  const vouchers = (await db.voucher.findMany({ where: { linkId: link.id } })).map(({ id }) => id);
  const soon = { linkId: link.id, productId: product.id, expiresAt: after(2 * day), claimedAt: after(-5 * day) };
  await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(0, 2), phone: "+8613800000001" });
  await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(2, 3), phone: null });
  await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(3, 4), phone: "+8613800000002", expiresAt: after(9 * day) });
  await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(4, 5), phone: "+8613800000003", claimedAt: after(-hour) });
  const runs = await Promise.all(Array.from({ length: 6 }, () => remindExpiring(systemCtx(db, now))));
  expect(runs.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
  expect(await remindExpiring(systemCtx(db, after(hour)))).toEqual({ reminded: 0, more: false });
  const messages = await db.message.findMany({ where: { template: "voucher.expiring" } });
  expect(messages).toMatchObject([{ recipient: "138****0001", params: { product: product.name, date: "2026-11-24", count: 2 } }]);
  expect(JSON.stringify(messages[0]!.params)).not.toContain("13800000001");
  const { timeline } = await getVoucher(ctxOf(db, await makeStaff(db, "SUPPORT")), vouchers[0]!);
  expect(timeline.map(({ kind }) => kind)).toContain("REMINDED");
});

test("a reminder is written in the person's language", async ({ db }) => {
  const { link, product } = await makeClaimable(db, { quota: 2 });
  const vouchers = (await db.voucher.findMany({ where: { linkId: link.id } })).map(({ id }) => id);
  const soon = { linkId: link.id, productId: product.id, expiresAt: after(2 * day), claimedAt: after(-5 * day) };
  const chinese = await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(0, 1), phone: "+8613800000011" });
  const english = await claimWithPhone(db, { ...soon, voucherIds: vouchers.slice(1), phone: "+8613800000012" });
  await db.person.update({ where: { id: english }, data: { locale: "en" } });
  await remindExpiring(systemCtx(db, now));
  const said = async (personId: string) => {
    const message = await db.message.findFirstOrThrow({ where: { dedupeKey: { contains: personId } } });
    return renderSms("voucher.expiring", message.locale, "Kayisu", message.params as Values).text;
  };
  expect(await said(chinese)).toMatch(/到期|过期|有效/);
  expect(await said(english)).toMatch(/expire/);
  expect(await said(english)).not.toMatch(/到期/);
});

test("low stock is told once a day to owners and managers", async ({ db }) => {
  await db.product.updateMany({ data: { onSale: false } }); // those of the other tests
  const [owner] = [await makeStaff(db, "OWNER"), await makeStaff(db, "MANAGER"), await makeStaff(db, "SUPPORT")];
  const low = await makeProduct(db, { lowStockAt: 10 });
  await makeStock(db, low.id, 9);
  const enough = await makeProduct(db, { lowStockAt: 10 });
  await makeStock(db, enough.id, 10);
  await makeProduct(db, { lowStockAt: 10 }); // nothing was ever imported
  const staff = await db.user.count({ where: { staffRole: { in: ["OWNER", "MANAGER"] } } });
  const runs = await Promise.all([alertLowStock(systemCtx(db, now)), alertLowStock(systemCtx(db, now))]);
  expect(runs[0]!.alerts + runs[1]!.alerts).toBe(staff);
  expect(await db.message.count({ where: { template: "stock.low" } })).toBe(staff);
  const mail = await db.message.findFirstOrThrow({
    where: { dedupeKey: { startsWith: `stock.low:${low.id}:2026-11-22:${owner.id}` } },
  });
  expect(mail.params).toEqual({ product: low.name, left: 9 });
  expect((await alertLowStock(systemCtx(db, after(day)))).alerts).toBe(staff);
});
