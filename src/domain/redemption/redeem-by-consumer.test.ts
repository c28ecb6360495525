import { expect } from "vitest";
import { openVault } from "#domain/vault/open-vault.ts";
import { createDb, type Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { Secret } from "#lib/secret.ts";
import { makeClaimed, makeSelling } from "#test/claimed.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDevice, makeStaff } from "#test/factories.ts";
import { redeemByConsumer } from "./redeem-by-consumer.ts";

const events = async (db: Db, voucherId: string) =>
  (await db.voucherEvent.findMany({ where: { voucherId }, orderBy: { id: "asc" } })).map((event) => event.kind);

test("the claimant sees the code; the redemption and its commissions exist; again shows the same code", async ({ db }) => {
  const network = await makeSelling(db, "CODE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const { device, voucherId, code } = claimed!;
  const first = await redeemByConsumer(ctxOf(db, device), { voucherId });
  expect(first.code.expose()).toBe(code.expose());
  expect(JSON.stringify(first)).not.toContain(code.expose());
  const again = await redeemByConsumer(ctxOf(db, device, new Date(Date.now() + 60_000)), { voucherId });
  expect([again.code.expose(), again.first, again.redeemedAt]).toEqual([code.expose(), false, first.redeemedAt]);
  expect(await events(db, voucherId)).toEqual(["REDEEMED", "REVEALED", "REVEALED"]);
  const redemption = await db.redemption.findFirstOrThrow({ where: { voucherId }, include: { commissions: true } });
  expect(redemption).toMatchObject({
    method: "CODE_REVEALED",
    distributorId: network.seller.id,
    personId: device.personIds[0],
    retailPriceMinor: 2500n,
    purchasePriceMinor: 2000n,
    merchantId: null,
  });
  const amounts = redemption.commissions.map((commission) => commission.amountMinor).sort((a, b) => Number(b - a));
  expect(amounts).toEqual([125n, 75n, 50n]);
  expect(redemption.commissions.every((commission) => commission.status === "FROZEN")).toBe(true);
});

test("a voucher with a serial shows both", async ({ db }) => {
  const [claimed] = await makeClaimed(db, await makeSelling(db, "CODE"), { count: 1 });
  const { device, voucherId, code } = claimed!;
  const { batch } = await db.voucher.findUniqueOrThrow({ where: { id: voucherId }, include: { batch: true } });
  const serialSealed = openVault(batch.id, batch).sealSerial(voucherId, new Secret("密码 8842"));
  await db.voucher.update({ where: { id: voucherId }, data: { serialSealed } });
  const shown = await redeemByConsumer(ctxOf(db, device), { voucherId });
  expect([shown.code.expose(), shown.serial?.expose()]).toEqual([code.expose(), "密码 8842"]);
});

test("50 connections at once: one redemption, everybody is shown the code", async ({ db, url }) => {
  const network = await makeSelling(db, "CODE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const { device, voucherId, code } = claimed!;
  const wide = createDb(url, { poolSize: 50 });
  try {
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeemByConsumer(ctxOf(wide, device), { voucherId })));
    expect(answers.filter((answer) => answer.first)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.code.expose()))).toEqual(new Set([code.expose()]));
  } finally {
    await wide.$disconnect();
  }
  expect(await db.redemption.count({ where: { voucherId } })).toBe(1);
  expect(await db.commission.count({ where: { redemption: { voucherId } } })).toBe(3);
  expect((await events(db, voucherId)).filter((kind) => kind === "REDEEMED")).toHaveLength(1);
});

test("someone else's voucher, an unknown one and one nobody claimed are all NOT_FOUND", async ({ db }) => {
  const network = await makeSelling(db, "CODE");
  const [mine, other] = await makeClaimed(db, network, { count: 2 });
  const redeem = (voucherId: string, device = mine!.device) => redeemByConsumer(ctxOf(db, device), { voucherId });
  await expect(redeem(other!.voucherId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(redeem(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(redeem(mine!.voucherId, makeDevice())).rejects.toMatchObject({ code: "NOT_FOUND" });
  await redeem(other!.voucherId, other!.device);
  await expect(redeem(other!.voucherId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await events(db, mine!.voucherId)).toEqual([]);
});

test("usable up to the expiry, not at it; voided and counter vouchers say so", async ({ db }) => {
  const network = await makeSelling(db, "CODE");
  const expiresAt = new Date("2027-01-01T00:00:00.000Z");
  const [a, b, c] = await makeClaimed(db, network, { count: 3, expiresAt });
  const at = (claimed: typeof a, ms: number) =>
    redeemByConsumer(ctxOf(db, claimed!.device, new Date(expiresAt.getTime() + ms)), { voucherId: claimed!.voucherId });
  await expect(at(a, 0)).rejects.toMatchObject({ code: "EXPIRED" });
  expect((await at(b, -1)).first).toBe(true);
  expect((await at(b, 1000)).first).toBe(false);
  await db.voucher.update({ where: { id: c!.voucherId }, data: { status: "VOIDED" } });
  await expect(at(c, -1)).rejects.toMatchObject({ code: "VOIDED" });
  const [counter] = await makeClaimed(db, await makeSelling(db, "STORE"), { count: 1 });
  const call = redeemByConsumer(ctxOf(db, counter!.device), { voucherId: counter!.voucherId });
  await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("staff cannot redeem in a consumer's place", async ({ db }) => {
  const [claimed] = await makeClaimed(db, await makeSelling(db, "CODE"), { count: 1 });
  const call = redeemByConsumer(ctxOf(db, await makeStaff(db)), { voucherId: claimed!.voucherId });
  await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("when the vault cannot open, nothing is redeemed and nobody earns", async ({ db }) => {
  const network = await makeSelling(db, "CODE");
  const [claimed] = await makeClaimed(db, network, { count: 1 });
  const { voucherId, device } = claimed!;
  const { batchId } = await db.voucher.findUniqueOrThrow({ where: { id: voucherId }, select: { batchId: true } });
  await db.batch.update({ where: { id: batchId }, data: { masterKeyId: "another" } });
  await expect(redeemByConsumer(ctxOf(db, device), { voucherId })).rejects.toThrow(/master key/);
  expect(await db.voucher.findUniqueOrThrow({ where: { id: voucherId } })).toMatchObject({ status: "CLAIMED", redeemedAt: null });
  expect(await db.redemption.count({ where: { voucherId } })).toBe(0);
});
