import { describe, expect } from "vitest";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { codeIndex, openVault } from "#domain/vault/open-vault.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { Secret } from "#lib/secret.ts";
import { test } from "#test/database.ts";
import {
  ctxOf,
  makeAllotment,
  makeClaimable,
  makeDevice,
  makeDistributor,
  makeProduct,
  makeStaff,
  makeStock,
  systemCtx,
} from "#test/factories.ts";
import { makeRedeemed } from "#test/redeemed.ts";
import { exportVouchers } from "./export-vouchers.ts";
import { findVoucherByCode } from "./find-voucher.ts";
import { listVouchers } from "./queries.ts";
import { getVoucher } from "./queries-detail.ts";
import { getStock } from "./queries-stock.ts";
import { revealVoucher } from "./reveal-voucher.ts";
import { limits } from "./schema.ts";
import { voidBatch, voidVouchers } from "./void-vouchers.ts";

const firstOf = (db: Db, batchId: string) => db.voucher.findFirstOrThrow({ where: { batchId } });
const claimOne = (db: Db, token: string) => claimVoucher(ctxOf(db, makeDevice()), { token });

describe("reveal", () => {
  test("shows the code, and leaves who, what and why", async ({ db }) => {
    const { batch, codes } = await makeStock(db, (await makeProduct(db)).id, 3);
    const support = await makeStaff(db, "SUPPORT");
    const voucher = await firstOf(db, batch.id);
    const { code, serial } = await revealVoucher(ctxOf(db, support), { id: voucher.id, reason: "顾客来电" });
    expect(codes).toContain(code.expose());
    expect(serial).toBeNull();
    expect(`${code} ${JSON.stringify({ code })}`).toBe('[secret] {"code":"[secret]"}');
    const audit = await db.auditEntry.findFirstOrThrow({ where: { subjectId: voucher.id } });
    expect(audit).toMatchObject({ action: "voucher.reveal", actorId: support.id, reason: "顾客来电" });
    const { timeline } = await getVoucher(ctxOf(db, support), voucher.id);
    expect(timeline.map(({ kind }) => kind)).toEqual(["GENERATED", "REVEALED"]);
    expect(JSON.stringify([audit, timeline])).not.toContain(code.expose());
  });

  test("the trace is there even when the code cannot be opened", async ({ db }) => {
    const { batch } = await makeStock(db, (await makeProduct(db)).id, 2);
    const [one, other] = await db.voucher.findMany({ where: { batchId: batch.id } });
    // A ciphertext moved to another voucher does not open there.
    await db.voucher.update({ where: { id: one!.id }, data: { codeSealed: other!.codeSealed } });
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    await expect(revealVoucher(support, { id: one!.id, reason: "核对" })).rejects.toThrow();
    expect(await db.auditEntry.count({ where: { subjectId: one!.id, action: "voucher.reveal" } })).toBe(1);
    await expect(
      db.$transaction((tx) => revealVoucher({ ...support, db: tx }, { id: other!.id, reason: "核对" })),
    ).rejects.toThrow(/own trace/);
  });

  test("who may not, without a reason, too often, not there", async ({ db }) => {
    const { batch } = await makeStock(db, (await makeProduct(db)).id, 1);
    const { id } = await firstOf(db, batch.id);
    const { actor } = await makeDistributor(db);
    for (const who of [actor, await makeStaff(db, "FINANCE"), await makeStaff(db, "AUDITOR")])
      await expect(revealVoucher(ctxOf(db, who), { id, reason: "because" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revealVoucher(systemCtx(db), { id, reason: "because" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    await expect(revealVoucher(support, { id, reason: " " })).rejects.toThrow();
    await expect(revealVoucher(support, { id: newId(), reason: "because" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (let i = 0; i < limits.revealsPerHour; i++) await revealVoucher(support, { id, reason: "because" });
    await expect(revealVoucher(support, { id, reason: "because" })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(limits.revealsPerHour);
  });
});

describe("search by code", () => {
  test("finds it as people type it, and nothing else", async ({ db }) => {
    const { batch, codes } = await makeStock(db, (await makeProduct(db)).id, 2);
    const ctx = ctxOf(db, await makeStaff(db, "AUDITOR"));
    const { id } = await findVoucherByCode(ctx, { code: `  ${codes[1]!.slice(0, 6)} ${codes[1]!.slice(6)} ` });
    const voucher = await db.voucher.findUniqueOrThrow({ where: { id } });
    expect(openVault(batch.id, batch).open(id, voucher.codeSealed).expose()).toBe(codes[1]);
    await expect(findVoucherByCode(ctx, { code: codes[1]!.slice(0, -1) })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { actor } = await makeDistributor(db);
    await expect(findVoucherByCode(ctxOf(db, actor), { code: codes[0]! })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(Buffer.from(codeIndex(new Secret(codes[0]!))).toString("hex")).not.toContain(Buffer.from(codes[0]!).toString("hex"));
  });
});

describe("void", () => {
  test("selected ones: what is redeemed stays; every move leaves its event", async ({ db }) => {
    const { link, distributor, product } = await makeClaimable(db, { quota: 2 });
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    await claimOne(db, link.token);
    const [claimed, free] = await db.voucher.findMany({ where: { linkId: link.id }, orderBy: { status: "desc" } });
    const [used] = await makeRedeemed(db, { distributorId: distributor.id, productId: product.id, count: 1 });
    const ids = [claimed!.id, used!.voucherId, free!.id];
    await expect(voidVouchers(manager, { ids: [...ids, newId()], reason: "供应商停用" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await voidVouchers(manager, { ids, reason: "供应商停用" })).toEqual({ voided: 2, kept: 1 });
    expect(await voidVouchers(manager, { ids, reason: "供应商停用" })).toEqual({ voided: 0, kept: 3 });
    const events = await db.voucherEvent.findMany({ where: { voucherId: { in: ids }, kind: "VOIDED" } });
    expect(events.map(({ fromStatus, toStatus, reason }) => `${fromStatus} ${toStatus} ${reason}`).sort()).toEqual([
      "ALLOTTED VOIDED 供应商停用",
      "CLAIMED VOIDED 供应商停用",
    ]);
    await expect(voidVouchers(ctxOf(db, await makeStaff(db, "SUPPORT")), { ids, reason: "供应商停用" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("a batch, in several calls; not one that is still coming in", async ({ db }) => {
    const { batch } = await makeStock(db, (await makeProduct(db)).id, 12_000);
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    await db.batch.update({ where: { id: batch.id }, data: { status: "RUNNING" } });
    await expect(voidBatch(manager, { batchId: batch.id, reason: "供应商停用" })).rejects.toMatchObject({ code: "CONFLICT" });
    await db.batch.update({ where: { id: batch.id }, data: { status: "CANCELLED" } });
    expect(await voidBatch(manager, { batchId: batch.id, reason: "供应商停用" })).toEqual({ voided: 12_000, left: 0 });
    expect(await db.voucherEvent.count({ where: { voucher: { batchId: batch.id } } })).toBe(12_000);
  });

  test("void against 40 claims: each voucher ends one way, and the events say which", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 40 });
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    const all = await db.voucher.findMany({ where: { linkId: link.id } });
    const voiding = voidVouchers(manager, { ids: all.map(({ id }) => id), reason: "供应商停用" });
    const claims = await Promise.allSettled(all.map(() => claimOne(db, link.token)));
    const won = claims.filter(({ status }) => status === "fulfilled").length;
    expect(await voiding).toEqual({ voided: 40, kept: 0 }); // a claimed voucher is void too
    expect(await db.voucher.count({ where: { linkId: link.id, status: "VOIDED" } })).toBe(40);
    const events = await db.voucherEvent.findMany({ where: { linkId: link.id, kind: "VOIDED" } });
    expect(events).toHaveLength(40);
    expect(events.filter(({ fromStatus }) => fromStatus === "CLAIMED")).toHaveLength(won);
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(won);
    await expect(claimOne(db, link.token)).rejects.toMatchObject({ code: "SOLD_OUT" });
  });
});

describe("lists", () => {
  test("filters, keyset pages, no code in what comes back", async ({ db }) => {
    const product = await makeProduct(db);
    const { batch, codes } = await makeStock(db, product.id, 7);
    const distributor = await makeDistributor(db);
    await makeAllotment(db, { distributorId: distributor.id, productId: product.id, quantity: 3 });
    const ctx = ctxOf(db, await makeStaff(db, "AUDITOR"));
    const first = await listVouchers(ctx, { productId: product.id, limit: 4 });
    const second = await listVouchers(ctx, { productId: product.id, limit: 4, after: first.next! });
    const third = await listVouchers(ctx, { productId: product.id, limit: 4, after: second.next! });
    expect([first, second, third].map(({ items, next }) => [items.length, next !== null])).toEqual([
      [4, true],
      [4, true],
      [2, false],
    ]);
    expect(new Set([...first.items, ...second.items, ...third.items].map(({ id }) => id)).size).toBe(10);
    expect((await listVouchers(ctx, { batchId: batch.id })).items).toHaveLength(7);
    expect((await listVouchers(ctx, { distributorId: distributor.id, status: "ALLOTTED" })).items).toHaveLength(3);
    expect((await listVouchers(ctx, { productId: product.id, from: "2020-01-01", to: "2020-01-02" })).items).toEqual([]);
    expect(JSON.stringify(first)).not.toContain(codes[0]);
    expect(Object.keys(first.items[0]!)).not.toContain("codeSealed");
    const { actor } = distributor;
    await expect(listVouchers(ctxOf(db, actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(getVoucher(ctx, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("export: the same rows, a trace, no code, not for everybody", async ({ db }) => {
    const product = await makeProduct(db);
    const { codes } = await makeStock(db, product.id, 2_345);
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    const rows = [];
    for await (const page of await exportVouchers(manager, { productId: product.id })) rows.push(...page);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_345);
    expect(JSON.stringify(rows)).not.toContain(codes[5]);
    expect(
      await db.auditEntry.count({ where: { action: "voucher.export", actorId: (manager.actor as { id: string }).id } }),
    ).toBe(1);
    await expect(exportVouchers(ctxOf(db, await makeStaff(db, "SUPPORT")), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("stock adds up: master, every channel, every batch", async ({ db }) => {
    const product = await makeProduct(db, { lowStockAt: 100 });
    await makeStock(db, product.id, 20);
    const [a, b] = [await makeDistributor(db), await makeDistributor(db)];
    await makeAllotment(db, { distributorId: a.id, productId: product.id, quantity: 5 });
    const allotment = await makeAllotment(db, { distributorId: b.id, productId: product.id, quantity: 6 });
    await db.$executeRaw`UPDATE voucher SET status = 'VOIDED' WHERE id IN (SELECT id FROM voucher WHERE allotment_id = ${allotment.id}::uuid LIMIT 2)`;
    const ctx = ctxOf(db, await makeStaff(db, "SUPPORT"));
    const stock = await getStock(ctx, { productId: product.id });
    expect(stock.adds).toBe(true);
    expect(stock.products).toMatchObject([{ total: 31, low: true, counts: { IN_STOCK: 20, ALLOTTED: 9, VOIDED: 2 } }]);
    expect(stock.channels.map(({ distributor, total }) => [distributor.id, total])).toEqual([
      [a.id, 5],
      [b.id, 4],
    ]);
    expect(stock.batches).toHaveLength(3);
    expect((await getStock(ctx)).adds).toBe(true);
    // A count that does not belong there is seen.
    const where = { id: stock.batches[0]!.batch.id };
    await db.batch.update({ where, data: { importedCount: { increment: 1 }, rowCount: { increment: 1 } } });
    expect((await getStock(ctx, { productId: product.id })).adds).toBe(false);
    await db.batch.update({ where, data: { importedCount: { decrement: 1 }, rowCount: { decrement: 1 } } });
  });
});
