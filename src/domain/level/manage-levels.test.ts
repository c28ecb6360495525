import { expect } from "vitest";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeLevel, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { createLevel } from "./create-level.ts";
import { deleteLevel } from "./delete-level.ts";
import { listLevels } from "./queries.ts";
import { reorderLevels } from "./reorder-levels.ts";
import { updateLevel } from "./update-level.ts";

const named = (name: string) => ({ name: `${name}${newId().slice(-6)}`, description: "" });

test("a new level is the lowest; names are unique; renaming is audited", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
  const top = named("总代");
  const { id } = await createLevel(ctx, top);
  const second = await createLevel(ctx, named("省代"));
  const levels = await listLevels(ctx);
  expect(levels.map((level) => level.id).slice(-2)).toEqual([id, second.id]);
  await expect(createLevel(ctx, top)).rejects.toMatchObject({ code: "DUPLICATE" });
  await expect(updateLevel(ctx, { id: second.id, ...top })).rejects.toMatchObject({ code: "DUPLICATE" });
  await updateLevel(ctx, { id, ...named("一级") });
  const audit = await db.auditEntry.findFirstOrThrow({ where: { action: "level.update", subjectId: id } });
  expect(audit.before).toMatchObject({ name: top.name });
});

test("ten made at once get ten ranks", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const made = await Promise.all(Array.from({ length: 10 }, () => createLevel(ctx, named("并发"))));
  const rows = await db.level.findMany({ where: { id: { in: made.map((level) => level.id) } } });
  expect(new Set(rows.map((row) => row.rank)).size).toBe(10);
});

test("reordering moves ranks, and is refused when prices contradict it or the list is stale", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const high = await makeLevel(db);
  const low = await makeLevel(db);
  const ids = (await listLevels(ctx)).map((level) => level.id);
  const swapped = [...ids.slice(0, -2), low.id, high.id];
  await reorderLevels(ctx, { ids: swapped });
  expect((await listLevels(ctx)).map((level) => level.id)).toEqual(swapped);
  const product = await makeProduct(db);
  const prices = [
    { productId: product.id, levelId: low.id, priceMinor: 1800n },
    { productId: product.id, levelId: high.id, priceMinor: 2000n },
  ];
  await db.productPrice.createMany({ data: prices });
  await expect(reorderLevels(ctx, { ids })).rejects.toMatchObject({
    code: "LEVEL_PRICE_ORDER",
    details: { products: [{ id: product.id }] },
  });
  await expect(reorderLevels(ctx, { ids: ids.slice(1) })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(reorderLevels(ctx, { ids: [...ids.slice(1), ids[1]!] })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await listLevels(ctx)).map((level) => level.id)).toEqual(swapped);
});

test("a level in use stays; an unused one goes with its prices", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const used = await makeLevel(db);
  await makeDistributor(db, { levelId: used.id });
  await expect(deleteLevel(ctx, { id: used.id })).rejects.toMatchObject({ code: "IN_USE", details: { distributors: 1 } });
  const chosen = await makeLevel(db);
  await changeSettings(systemCtx(db), { defaultLevelId: chosen.id });
  await expect(deleteLevel(ctx, { id: chosen.id })).rejects.toMatchObject({ code: "IN_USE" });
  const spare = await makeLevel(db);
  const product = await makeProduct(db);
  await db.productPrice.create({ data: { productId: product.id, levelId: spare.id, priceMinor: 2000n } });
  await deleteLevel(ctx, { id: spare.id });
  expect(await db.productPrice.count({ where: { levelId: spare.id } })).toBe(0);
  await expect(deleteLevel(ctx, { id: spare.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("finance and distributors may not", async ({ db }) => {
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  await expect(createLevel(finance, named("x"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const outsider = ctxOf(db, (await makeDistributor(db)).actor);
  await expect(listLevels(outsider)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
