import { expect } from "vitest";
import { openVault } from "#domain/vault/open-vault.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { countsOf } from "#test/import-files.ts";
import { generateBatch } from "./generate-batch.ts";
import { runImport } from "./run-import.ts";
import { charsets, shortestFor } from "./schema.ts";

test("own codes: as asked for, all different, sealed", async ({ db }) => {
  const productId = (await makeProduct(db)).id;
  const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
  const { id, status } = await generateBatch(ctx, {
    productId,
    quantity: 6_000,
    prefix: "VIP-",
    charset: charsets.safe,
    length: 17,
  });
  expect(status).toBe("DONE");
  expect(await countsOf(db, id)).toEqual({ rows: 6_000, imported: 6_000, duplicate: 0, refused: 0 });
  const batch = await db.batch.findUniqueOrThrow({ where: { id } });
  const vouchers = await db.voucher.findMany({ where: { batchId: id }, take: 200 });
  const vault = openVault(id, batch);
  for (const voucher of vouchers)
    expect(vault.open(voucher.id, voucher.codeSealed).expose()).toMatch(/^VIP-[2-9A-HJKMNP-TV-Z]{17}$/);
  expect(await db.auditEntry.count({ where: { subjectId: id, action: "batch.generate" } })).toBe(1);
});

test("under 80 random bits is refused with the reason", async ({ db }) => {
  const input = { productId: (await makeProduct(db)).id, quantity: 10, charset: charsets.digits, length: 24 };
  await expect(generateBatch(systemCtx(db), input)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { bits: 79, needed: 80, fields: { length: "form.tooGuessable" } },
  });
  expect(shortestFor(charsets.digits)).toBe(25);
  await generateBatch(systemCtx(db), { ...input, length: 25 });
  await expect(generateBatch(systemCtx(db), { ...input, charset: "AAB", length: 64 })).rejects.toThrow(); // a letter twice
});

test("more than 100,000 go through the worker", async ({ db }) => {
  const productId = (await makeProduct(db)).id;
  const ctx = systemCtx(db);
  const { id, status } = await generateBatch(ctx, { productId, quantity: 100_001, charset: charsets.safe, length: 20 });
  expect(status).toBe("QUEUED");
  await db.$executeRaw`UPDATE batch SET options = jsonb_set(options, '{quantity}', '12001') WHERE id = ${id}::uuid`; // the rest is the same
  expect(await runImport(ctx, { importId: id })).toEqual({ status: "DONE", rows: 12_001 });
  expect(await countsOf(db, id)).toEqual({ rows: 12_001, imported: 12_001, duplicate: 0, refused: 0 });
});

test("who may not, may not; a product that is not there", async ({ db }) => {
  const input = { productId: (await makeProduct(db)).id, quantity: 1, charset: charsets.safe, length: 20 };
  await expect(generateBatch(ctxOf(db, await makeStaff(db, "SUPPORT")), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(generateBatch(systemCtx(db), { ...input, productId: crypto.randomUUID() })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
