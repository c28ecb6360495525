import { expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeDistributor, makeLevel, makeProduct, makeStaff, makeStock } from "#test/factories.ts";
import { createCategory } from "./create-category.ts";
import { createProduct } from "./create-product.ts";
import { deleteCategory } from "./delete-category.ts";
import { getProduct, listProducts } from "./queries.ts";
import { findPublicProduct, listPublicProducts } from "./queries-public.ts";
import { renameCategory } from "./rename-category.ts";
import { type ProductData, productInput } from "./schema.ts";
import { setOnSale } from "./set-on-sale.ts";
import { updateProduct } from "./update-product.ts";

async function typed(db: Db, prices: { levelId: string; priceMinor: string }[] = [], change: object = {}): Promise<ProductData> {
  const category = await db.category.findFirstOrThrow();
  return productInput.parse({
    name: `月卡-${newId().slice(-6)}`,
    categoryId: category.id,
    usageRules: "第一行\n第二行",
    faceValueMinor: "2500",
    costMinor: "1500",
    retailPriceMinor: "2500",
    priceFloorMinor: "1600",
    fulfilment: "CODE",
    validityKind: "DAYS_AFTER_CLAIM",
    validDays: 30,
    perPersonLimit: 2,
    lowStockAt: 100,
    prices,
    ...change,
  });
}

async function twoLevels(db: Db) {
  const high = await makeLevel(db);
  const low = await makeLevel(db);
  const prices = (a: string, b: string) => [
    { levelId: high.id, priceMinor: a },
    { levelId: low.id, priceMinor: b },
  ];
  return { high, low, prices };
}

test("created off sale with its prices; put on sale; audited", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
  const { high, low, prices } = await twoLevels(db);
  const { id } = await createProduct(ctx, await typed(db, prices("1800", "")));
  const product = await getProduct(ctx, id);
  expect(product).toMatchObject({ onSale: false, usageRules: "第一行\n第二行", validDays: 30, validUntil: null });
  const priceOf = new Map(product.prices.map((price) => [price.levelId, price.priceMinor]));
  expect([priceOf.get(high.id), priceOf.get(low.id)]).toEqual([1800n, null]);
  expect(await listPublicProducts(ctx, 50)).not.toContainEqual(expect.objectContaining({ id }));
  await setOnSale(ctx, { id, onSale: true });
  expect(await listPublicProducts(ctx, 50)).toContainEqual(expect.objectContaining({ id }));
  const actions = await db.auditEntry.findMany({
    where: { subjectId: id },
    orderBy: { action: "asc" },
    select: { action: true },
  });
  expect(actions.map((row) => row.action)).toEqual(["product.create", "product.onSale"]);
});

test("the price rules refuse with the level and the field", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const { high, low, prices } = await twoLevels(db);
  const refused = async (given: ReturnType<typeof prices>, change = {}) => createProduct(ctx, await typed(db, given, change));
  await expect(refused(prices("1500", "2000"))).rejects.toMatchObject({
    code: "PRICE_BELOW_FLOOR",
    details: { levelName: high.name, fields: { "prices.0.priceMinor": "PRICE_BELOW_FLOOR" } },
  });
  await expect(refused(prices("2100", "2000"))).rejects.toMatchObject({
    code: "LEVEL_PRICE_ORDER",
    details: { levelName: high.name, otherLevelName: low.name },
  });
  await expect(refused(prices("1800", "2600"))).rejects.toMatchObject({ code: "PRICE_ABOVE_RETAIL" });
  await expect(refused([], { retailPriceMinor: "1500" })).rejects.toMatchObject({ code: "PRICE_BELOW_FLOOR" });
  await expect(refused(prices("1800", "2000"), { costMinor: "2400" })).resolves.toHaveProperty("id");
  await expect(refused([{ levelId: newId(), priceMinor: "2000" }])).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(refused([], { imageId: newId() })).rejects.toMatchObject({ details: { fields: { imageId: "form.invalid" } } });
});

test("a fixed end must be in the future, and cannot be put on sale once it has passed", async ({ db }) => {
  const staff = await makeStaff(db);
  const now = new Date();
  const ends = new Date(now.getTime() + day);
  const data = await typed(db, [], { validityKind: "FIXED", validUntil: ends.toISOString() });
  const late = ctxOf(db, staff, ends);
  await expect(createProduct(late, data)).rejects.toMatchObject({ details: { fields: { validUntil: "form.future" } } });
  const { id } = await createProduct(ctxOf(db, staff, now), data);
  await expect(setOnSale(late, { id, onSale: true })).rejects.toMatchObject({ code: "ENDED" });
  const { updatedAt } = await getProduct(late, id);
  await updateProduct(late, { ...data, name: "改名仍可", id, updatedAt: updatedAt.toISOString() });
});

test("two editors: the second to save is told, nothing is lost", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const data = await typed(db);
  const { id } = await createProduct(ctx, data);
  const seen = (await getProduct(ctx, id)).updatedAt.toISOString();
  const save = (name: string) => updateProduct(ctx, { ...data, name, id, updatedAt: seen });
  const answers = await Promise.allSettled([save("甲"), save("乙"), save("丙")]);
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const codes = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
  expect(codes).toEqual(["CONFLICT", "CONFLICT"]);
  expect(await db.auditEntry.count({ where: { subjectId: id, action: "product.update" } })).toBe(1);
  const fresh = (await getProduct(ctx, id)).updatedAt.toISOString();
  await updateProduct(ctx, { ...data, name: "丁", id, updatedAt: fresh });
  expect((await getProduct(ctx, id)).name).toBe("丁");
});

test("a price change touches no allotment; the way of use is fixed once there are vouchers", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const level = await makeLevel(db);
  const data = await typed(db, [{ levelId: level.id, priceMinor: "2000" }]);
  const { id } = await createProduct(ctx, data);
  const distributor = await makeDistributor(db, { levelId: level.id });
  const allotment = await makeAllotment(db, { distributorId: distributor.id, productId: id, quantity: 3, unitPriceMinor: 2000n });
  const seen = async () => (await getProduct(ctx, id)).updatedAt.toISOString();
  const prices = [{ levelId: level.id, priceMinor: 1700n }];
  await updateProduct(ctx, { ...data, prices, id, updatedAt: await seen() });
  expect(await db.allotment.findUniqueOrThrow({ where: { id: allotment.id } })).toEqual(allotment);
  const changed = { ...data, prices, fulfilment: "STORE" as const, id, updatedAt: await seen() };
  await expect(updateProduct(ctx, changed)).rejects.toMatchObject({ code: "IN_USE" });
});

test("the list searches, filters, sorts and counts what is in stock", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "AUDITOR"));
  const tag = newId().slice(-8);
  const cheap = await makeProduct(db, { name: `甲${tag}`, retailPriceMinor: 2000n, onSale: false });
  const dear = await makeProduct(db, { name: `乙${tag}`, retailPriceMinor: 9000n, fulfilment: "STORE" });
  await makeStock(db, cheap.id, 7);
  const ids = async (filter: object) => (await listProducts(ctx, { q: tag, ...filter })).items.map((row) => row.id);
  expect(await ids({ sort: "retail", dir: "desc" })).toEqual([dear.id, cheap.id]);
  expect(await ids({ sort: "retail", dir: "asc" })).toEqual([cheap.id, dear.id]);
  expect(await ids({ sale: "off" })).toEqual([cheap.id]);
  expect(await ids({ fulfilment: "STORE" })).toEqual([dear.id]);
  expect(await ids({ categoryId: cheap.categoryId })).toEqual([cheap.id]);
  expect(await ids({ sale: "nonsense", sort: "cost; drop" })).toHaveLength(2);
  const { items } = await listProducts(ctx, { q: tag, sort: "retail", dir: "asc" });
  expect(items.map((row) => row.inStock)).toEqual([7, 0]);
  expect(Object.keys((await findPublicProduct(ctx, cheap.id)) ?? {})).not.toContain("costMinor");
});

test("categories: made once, renamed, deleted only when empty; support may not", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const name = `类${newId().slice(-6)}`;
  const made = await Promise.all([createCategory(ctx, { name }), createCategory(ctx, { name })]);
  expect(made[0].id).toBe(made[1].id);
  const product = await makeProduct(db, { categoryId: made[0].id });
  await expect(deleteCategory(ctx, { id: product.categoryId })).rejects.toMatchObject({ code: "IN_USE" });
  const other = await createCategory(ctx, { name: `${name}2` });
  await expect(renameCategory(ctx, { id: other.id, name })).rejects.toMatchObject({ code: "DUPLICATE" });
  await deleteCategory(ctx, { id: other.id });
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  await expect(createProduct(support, await typed(db))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getProduct(support, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  const seeded = await db.category.findMany({ where: { name: { in: ["影视会员", "代金券"] } } });
  expect(seeded).toHaveLength(2);
});
