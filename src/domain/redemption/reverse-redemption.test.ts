import { expect } from "vitest";
import { settleDue } from "#domain/settlement/settle-due.ts";
import type { Actor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { day, minute } from "#lib/time.ts";
import { makeClaimed, makeMerchant, makeSelling } from "#test/claimed.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { getRedemption, listRedemptions, sumRedemptions } from "./queries.ts";
import { redeemAtStore } from "./redeem-at-store.ts";
import { redeemByConsumer } from "./redeem-by-consumer.ts";
import { reverseRedemption } from "./reverse-redemption.ts";

async function usedAtStore(db: Db, at = new Date()) {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const merchant = await makeMerchant(db, [network.product.id]);
  const code = claimed!.code.expose();
  const { id } = await redeemAtStore(ctxOf(db, merchant.actor, at), { code, scanned: false });
  const reverse = (actor: Actor, when = at) => reverseRedemption(ctxOf(db, actor, when), { id, reason: "顾客点错了" });
  return { id, merchant, claimed: claimed!, code, network, reverse };
}

test("a merchant takes its own back within 30 minutes: claimed again, commissions reversed, usable again", async ({ db }) => {
  const at = new Date();
  const { id, merchant, claimed, code, reverse } = await usedAtStore(db, at);
  await expect(reverse(merchant.actor, new Date(at.getTime() + 30 * minute))).rejects.toMatchObject({ code: "TOO_LATE" });
  await reverse(merchant.actor, new Date(at.getTime() + 30 * minute - 1));
  const voucher = await db.voucher.findUniqueOrThrow({ where: { id: claimed.voucherId } });
  expect(voucher).toMatchObject({ status: "CLAIMED", redeemedAt: null });
  const commissions = await db.commission.findMany({ where: { redemptionId: id } });
  expect(commissions.map((commission) => commission.status)).toEqual(["REVERSED", "REVERSED", "REVERSED"]);
  const event = await db.voucherEvent.findFirstOrThrow({ where: { voucherId: claimed.voucherId }, orderBy: { id: "desc" } });
  expect(event).toMatchObject({ kind: "REVERSED", fromStatus: "REDEEMED", toStatus: "CLAIMED", reason: "顾客点错了" });
  expect(await db.auditEntry.count({ where: { action: "redemption.reverse", subjectId: id } })).toBe(1);
  await expect(reverse(merchant.actor)).rejects.toMatchObject({ code: "CONFLICT" });
  await redeemAtStore(ctxOf(db, merchant.actor), { code, scanned: false });
  expect(await db.redemption.count({ where: { voucherId: claimed.voucherId } })).toBe(2);
});

test("another merchant's redemption is NOT_FOUND, finance may not, support may after hours", async ({ db }) => {
  const at = new Date();
  const { reverse } = await usedAtStore(db, at);
  const other = await makeMerchant(db, []);
  await expect(reverse(other.actor)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(reverse(await makeStaff(db, "FINANCE"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await reverse(await makeStaff(db, "SUPPORT"), new Date(at.getTime() + 600 * minute));
});

test("once a share is settled it is too late for the merchant; staff's reversal becomes a debt", async ({ db }) => {
  const { id, merchant, claimed, reverse } = await usedAtStore(db);
  await settleDue(systemCtx(db, new Date(Date.now() + day)));
  await expect(reverse(merchant.actor)).rejects.toMatchObject({ code: "TOO_LATE" });
  expect(await db.voucher.findUniqueOrThrow({ where: { id: claimed.voucherId } })).toMatchObject({ status: "REDEEMED" });
  expect(await db.redemption.findUniqueOrThrow({ where: { id } })).toMatchObject({ reversedAt: null });
  await reverse(await makeStaff(db));
  expect(await db.voucher.findUniqueOrThrow({ where: { id: claimed.voucherId } })).toMatchObject({ status: "CLAIMED" });
  const settled = await db.commission.aggregate({
    where: { redemptionId: id, status: { in: ["PAYABLE", "PAID"] } },
    _sum: { amountMinor: true },
  });
  const owed = await db.clawback.aggregate({ where: { redemptionId: id }, _sum: { amountMinor: true } });
  expect(owed._sum.amountMinor).toBe(settled._sum.amountMinor);
  expect(owed._sum.amountMinor).toBeGreaterThan(0n);
});

test("a code that was seen is taken back by staff only; shown again it is a new redemption", async ({ db }) => {
  const network = await makeSelling(db, "CODE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const { voucherId, device } = claimed!;
  await redeemByConsumer(ctxOf(db, device), { voucherId });
  const { id } = await db.redemption.findFirstOrThrow({ where: { voucherId } });
  const merchant = await makeMerchant(db, [network.product.id]);
  const reverse = (actor: Actor) => reverseRedemption(ctxOf(db, actor), { id, reason: "测试" });
  await expect(reverse(merchant.actor)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await reverse(await makeStaff(db, "SUPPORT"));
  expect((await redeemByConsumer(ctxOf(db, device), { voucherId })).first).toBe(true);
  expect(await db.redemption.count({ where: { voucherId, reversedAt: null } })).toBe(1);
});

test("reversals and new redemptions race: one reversal wins, books and voucher agree", async ({ db }) => {
  const { id, merchant, claimed, code, reverse } = await usedAtStore(db);
  const staff = await makeStaff(db);
  const tries = Array.from({ length: 24 }, (_, i): Promise<string> => {
    if (i % 3 === 0) return reverse(staff).then(() => "reversed");
    return redeemAtStore(ctxOf(db, merchant.actor), { code, scanned: false }).then(() => "redeemed");
  });
  const answers = await Promise.allSettled(tries);
  const done = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(done.filter((what) => what === "reversed")).toHaveLength(1);
  const live = await db.redemption.count({ where: { voucherId: claimed.voucherId, reversedAt: null } });
  expect(live).toBe(done.filter((what) => what === "redeemed").length);
  expect(live).toBeLessThanOrEqual(1);
  const voucher = await db.voucher.findUniqueOrThrow({ where: { id: claimed.voucherId } });
  expect(voucher.status).toBe(live === 1 ? "REDEEMED" : "CLAIMED");
  expect(await db.commission.count({ where: { redemptionId: id, status: "REVERSED" } })).toBe(3);
  const codes = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
  expect(codes.filter((one) => !["CONFLICT", "ALREADY_REDEEMED", "BUSY"].includes(one))).toEqual([]);
});

test("the list filters, pages and adds up; merchants may not read it", async ({ db }) => {
  const { id, merchant, claimed, network } = await usedAtStore(db);
  const ctx = ctxOf(db, await makeStaff(db, "AUDITOR"));
  const find = async (filter: object) => (await listRedemptions(ctx, filter)).items.map((row) => row.id);
  expect(await find({ voucherId: claimed.voucherId })).toEqual([id]);
  expect(await find({ merchantId: merchant.id, state: "valid" })).toEqual([id]);
  expect(await find({ merchantId: merchant.id, state: "reversed" })).toEqual([]);
  expect(await find({ productId: network.product.id, method: "CODE_REVEALED" })).toEqual([]);
  expect(await find({ distributorId: network.seller.id, from: "2020-01-01", to: "2020-01-02" })).toEqual([]);
  expect(await find({ distributorId: network.seller.id, after: id })).toEqual([]);
  expect(await sumRedemptions(ctx, { merchantId: merchant.id })).toEqual({ count: 1, reversed: 0, commissionMinor: 250n });
  const detail = await getRedemption(ctx, id);
  expect(detail).toMatchObject({ byName: "店员1", settledMinor: 0n, distributor: { id: network.seller.id } });
  await expect(listRedemptions(ctxOf(db, merchant.actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
});
