import { expect } from "vitest";
import { createDb } from "#lib/db.ts";
import { minute } from "#lib/time.ts";
import { makeClaimed, makeMerchant, makeSelling } from "#test/claimed.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStock } from "#test/factories.ts";
import { makePass } from "./make-pass.ts";
import { findForStore, storeDay, storeProducts } from "./queries-store.ts";
import { checkAtStore, redeemAtStore } from "./redeem-at-store.ts";

test("a pass is looked at, redeemed, and then known as used, when and where", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const merchant = await makeMerchant(db, [network.product.id]);
  const ctx = ctxOf(db, merchant.actor);
  const pass = await makePass(ctxOf(db, claimed!.device), { voucherId: claimed!.voucherId });
  expect(pass.digits.expose()).toMatch(/^\d{8}$/);
  const typed = pass.digits.expose().replace(/(.{4})/, "$1 ");
  expect(await checkAtStore(ctx, { code: typed, scanned: false })).toMatchObject({
    state: "VALID",
    voucher: { productName: network.product.name, redeemedAt: null },
  });
  expect(await db.redemption.count({ where: { voucherId: claimed!.voucherId } })).toBe(0);
  await redeemAtStore(ctx, { code: typed, scanned: true });
  const used = await checkAtStore(ctx, { code: typed, scanned: false });
  expect(used).toMatchObject({
    state: "USED",
    voucher: { redeemedWhere: merchant.name, redeemedByUs: true, redeemedAt: ctx.now },
  });
  await expect(redeemAtStore(ctx, { code: typed, scanned: false })).rejects.toMatchObject({
    code: "ALREADY_REDEEMED",
    details: { where: merchant.name },
  });
  const redemption = await db.redemption.findFirstOrThrow({
    where: { voucherId: claimed!.voucherId },
    include: { commissions: true },
  });
  expect(redemption).toMatchObject({ method: "SCANNED_AT_STORE", merchantId: merchant.id, actorId: merchant.actor.id });
  expect(redemption.commissions).toHaveLength(3);
});

test("the full code works too, also in small letters and with spaces", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const ctx = ctxOf(db, (await makeMerchant(db, [network.product.id])).actor);
  const code = ` ${claimed!.code
    .expose()
    .toLowerCase()
    .replace(/(.{4})/g, "$1 ")} `;
  expect(await redeemAtStore(ctx, { code, scanned: false })).toMatchObject({ productName: network.product.name });
});

test("a code as typed comes before its capital form; only then are capitals tried", async ({ db }) => {
  const { product } = await makeSelling(db, "STORE");
  const merchant = await makeMerchant(db, [product.id]);
  const find = async (code: string) => (await findForStore({ db, now: new Date() }, merchant.id, code))?.id;
  const stocked = async (code: string) => {
    const { batch } = await makeStock(db, product.id, 1, [code]);
    return (await db.voucher.findFirstOrThrow({ where: { batchId: batch.id } })).id;
  };
  const capital = await stocked("AB-2026X");
  expect(await find("Ab-2026x")).toBe(capital);
  const mixed = await stocked("Ab-2026x");
  expect(await find(" Ab-2026x ")).toBe(mixed);
  expect(await find("AB-2026X")).toBe(capital);
  expect(await find("ab-2026x")).toBe(capital);
});

test("one voucher, 50 connections of one shop: exactly one success", async ({ db, url }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const merchant = await makeMerchant(db, [network.product.id], 50);
  const pass = await makePass(ctxOf(db, claimed!.device), { voucherId: claimed!.voucherId });
  const wide = createDb(url, { poolSize: 50 });
  const code = (i: number) => (i % 2 ? pass.digits.expose() : claimed!.code.expose());
  const tries = merchant.actors.map((actor, i) => redeemAtStore(ctxOf(wide, actor), { code: code(i), scanned: false }));
  const answers = await Promise.allSettled(tries);
  await wide.$disconnect();
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const codes = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(["ALREADY_REDEEMED"]));
  expect(await db.redemption.count({ where: { voucherId: claimed!.voucherId } })).toBe(1);
  expect(await db.commission.count({ where: { redemption: { voucherId: claimed!.voucherId } } })).toBe(3);
});

test("another shop's voucher and an unknown code tell nothing of any product", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const ctx = ctxOf(db, (await makeMerchant(db, [])).actor);
  const code = claimed!.code.expose();
  expect(await checkAtStore(ctx, { code, scanned: false })).toEqual({ state: "WRONG_STORE", voucher: null });
  expect(await checkAtStore(ctx, { code: "NO-SUCH-CODE", scanned: false })).toEqual({ state: "UNKNOWN", voucher: null });
  await expect(redeemAtStore(ctx, { code, scanned: false })).rejects.toMatchObject({ code: "WRONG_STORE", details: {} });
  await expect(redeemAtStore(ctx, { code: "00000000", scanned: false })).rejects.toMatchObject({
    code: "NOT_FOUND",
    details: {},
  });
  const codeProduct = await makeSelling(db, "CODE");
  const [shown] = await makeClaimed(db, codeProduct, { count: 1 });
  const other = ctxOf(db, (await makeMerchant(db, [codeProduct.product.id])).actor);
  expect(await checkAtStore(other, { code: shown!.code.expose(), scanned: false })).toEqual({
    state: "WRONG_STORE",
    voucher: null,
  });
});

test("expired at its very instant, voided, not yet claimed: each says so", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const expiresAt = new Date("2027-01-01T00:00:00.000Z");
  const [a, b, c] = await makeClaimed(db, network, { count: 3, expiresAt });
  const merchant = await makeMerchant(db, [network.product.id]);
  const at = (ms: number) => ctxOf(db, merchant.actor, new Date(expiresAt.getTime() + ms));
  const redeem = (ms: number, code: string) => redeemAtStore(at(ms), { code, scanned: false });
  await expect(redeem(0, a!.code.expose())).rejects.toMatchObject({ code: "EXPIRED" });
  await redeem(-1, b!.code.expose());
  await db.voucher.update({ where: { id: c!.voucherId }, data: { status: "VOIDED" } });
  await expect(redeem(-1, c!.code.expose())).rejects.toMatchObject({ code: "VOIDED" });
  const stock = await makeStock(db, network.product.id, 1);
  await expect(redeem(-1, stock.codes[0]!)).rejects.toMatchObject({ code: "NOT_CLAIMED" });
});

test("a pass dies after ten minutes and when a newer one is made; only its owner makes one", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed, other] = await makeClaimed(db, network, { count: 2 });
  const merchant = await makeMerchant(db, [network.product.id]);
  const { voucherId, device } = claimed!;
  const now = new Date();
  const old = await makePass(ctxOf(db, device, now), { voucherId });
  const pass = await makePass(ctxOf(db, device, now), { voucherId });
  const state = async (digits: string, at: Date) =>
    (await checkAtStore(ctxOf(db, merchant.actor, at), { code: digits, scanned: false })).state;
  expect(await state(old.digits.expose(), now)).toBe("UNKNOWN");
  expect(await state(pass.digits.expose(), new Date(now.getTime() + 10 * minute - 1))).toBe("VALID");
  expect(await state(pass.digits.expose(), new Date(now.getTime() + 10 * minute))).toBe("UNKNOWN");
  expect(await db.redeemPass.count({ where: { voucherId } })).toBe(1);
  await expect(makePass(ctxOf(db, other!.device), { voucherId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await Promise.all(Array.from({ length: 10 }, () => makePass(ctxOf(db, device), { voucherId })));
  expect(await db.redeemPass.count({ where: { voucherId } })).toBe(1);
});

test("a disabled merchant redeems nothing", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const merchant = await makeMerchant(db, [network.product.id]);
  await db.merchant.update({ where: { id: merchant.id }, data: { disabledAt: new Date() } });
  const call = redeemAtStore(ctxOf(db, merchant.actor), { code: claimed!.code.expose(), scanned: false });
  await expect(call).rejects.toMatchObject({ code: "FROZEN" });
});

test("guessing is stopped, honest work is not", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const vouchers = await makeClaimed(db, network, { count: 40 });
  const merchant = await makeMerchant(db, [network.product.id], 2);
  const [honest, guesser] = merchant.actors.map((actor) => ctxOf(db, actor));
  for (const { code } of vouchers.slice(1)) await redeemAtStore(honest!, { code: code.expose(), scanned: true });
  const guess = (i: number) => checkAtStore(guesser!, { code: String(10_000_000 + i), scanned: false });
  for (let i = 0; i < 30; i++) expect((await guess(i)).state).toBe("UNKNOWN");
  await expect(guess(30)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  const lucky = checkAtStore(guesser!, { code: vouchers[0]!.code.expose(), scanned: false });
  await expect(lucky).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
});

test("the counter's day adds up", async ({ db }) => {
  const network = await makeSelling(db, "STORE");
  const vouchers = await makeClaimed(db, network, { count: 3 });
  const merchant = await makeMerchant(db, [network.product.id]);
  const ctx = ctxOf(db, merchant.actor);
  for (const { code } of vouchers) await redeemAtStore(ctx, { code: code.expose(), scanned: false });
  const today = await storeDay(ctx);
  expect(today).toMatchObject({ count: 3, faceMinor: 7500n, reversed: 0 });
  expect(today.items).toHaveLength(3);
  expect(today.items.every((item) => item.reversibleUntil !== null)).toBe(true);
  expect((await storeDay(ctx, { day: "2020-01-01" })).items).toEqual([]);
  expect((await storeProducts(ctx)).map((product) => product.id)).toEqual([network.product.id]);
  expect(JSON.stringify(today.items.map((item) => Object.keys(item)))).not.toMatch(/code|person|phone/i);
});
