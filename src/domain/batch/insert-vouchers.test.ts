import { expect } from "vitest";
import { openVault } from "#domain/vault/open-vault.ts";
import { inTransaction } from "#lib/context.ts";
import { test } from "#test/database.ts";
import { makeProduct, makeStock, systemCtx } from "#test/factories.ts";
import { insertVouchers, sealRows } from "./insert-vouchers.ts";

test("transactions that add the same codes in opposite orders wait for each other, and never in a circle", async ({ db }) => {
  const ctx = systemCtx(db);
  const productId = (await makeProduct(db)).id;
  const batches = [(await makeStock(db, productId, 0)).batch, (await makeStock(db, productId, 0)).batch];
  for (let round = 0; round < 8; round++) {
    const rows = Array.from({ length: 4_000 }, (_, i) => ({
      line: i + 1,
      code: `R${round}C${i}X`,
      serial: null,
      expiresAt: null,
      costMinor: null,
    }));
    const sealed = await Promise.all([
      sealRows(openVault(batches[0]!.id, batches[0]!), rows),
      sealRows(openVault(batches[1]!.id, batches[1]!), [...rows].reverse()),
    ]);
    const done = await Promise.all(
      batches.map((batch, i) => inTransaction(ctx, (tx) => insertVouchers(tx, { id: batch.id, productId }, sealed[i]!))),
    );
    expect(done[0]!.inserted + done[1]!.inserted).toBe(4_000);
    expect(done[0]!.duplicates.length + done[1]!.duplicates.length).toBe(4_000);
  }
  // These batches were filled by hand.
  for (const { id } of batches) {
    const count = await db.voucher.count({ where: { batchId: id } });
    await db.batch.update({ where: { id }, data: { rowCount: count, importedCount: count } });
  }
});
