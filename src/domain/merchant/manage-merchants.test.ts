import { expect } from "vitest";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeProduct, makeStaff } from "#test/factories.ts";
import { addMerchantUser } from "./add-merchant-user.ts";
import { createMerchant } from "./create-merchant.ts";
import { getMerchant, listMerchants } from "./queries.ts";
import { createMerchantInput } from "./schema.ts";
import { switchMerchant } from "./switch-merchant.ts";
import { switchMerchantUser } from "./switch-merchant-user.ts";
import { updateMerchant } from "./update-merchant.ts";

const person = () => ({ userName: "店长", email: `shop-${newId()}@example.com`, locale: "zh-CN" as const });
const typed = (productIds: string[] = []) =>
  createMerchantInput.parse({ name: `影院-${newId().slice(-6)}`, region: "上海", productIds, ...person() });

test("a merchant is made with its account and the mail that opens it, or not at all", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
  const product = await makeProduct(db, { fulfilment: "STORE" });
  const input = typed([product.id]);
  const { id } = await createMerchant(ctx, input);
  const merchant = await getMerchant(ctx, id);
  expect(merchant.products.map((one) => one.id)).toEqual([product.id]);
  expect(merchant.users).toMatchObject([{ email: input.email, invited: true, disabledAt: null }]);
  expect(JSON.stringify(merchant.users)).not.toContain("passwordHash");
  expect(await db.message.count({ where: { recipient: input.email, template: "account.created" } })).toBe(1);
  const sameMail = { ...typed(), email: input.email };
  await expect(createMerchant(ctx, sameMail)).rejects.toMatchObject({
    code: "DUPLICATE",
    details: { fields: { email: "DUPLICATE" } },
  });
  expect(await db.merchant.count({ where: { name: sameMail.name } })).toBe(0);
  const sameName = { ...typed(), name: input.name };
  await expect(createMerchant(ctx, sameName)).rejects.toMatchObject({ details: { fields: { name: "DUPLICATE" } } });
});

test("only products used at a counter may be given, and they can be taken away", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const code = await makeProduct(db, { fulfilment: "CODE" });
  await expect(createMerchant(ctx, typed([code.id]))).rejects.toMatchObject({
    details: { fields: { productIds: "form.invalid" } },
  });
  const [a, b] = [await makeProduct(db, { fulfilment: "STORE" }), await makeProduct(db, { fulfilment: "STORE" })];
  const input = typed([a.id]);
  const { id } = await createMerchant(ctx, input);
  const { userName: _, email: __, locale: ___, ...facts } = input;
  await updateMerchant(ctx, { ...facts, id, productIds: [b.id], address: "南京路 1 号" });
  const merchant = await getMerchant(ctx, id);
  expect([merchant.products.map((one) => one.id), merchant.address]).toEqual([[b.id], "南京路 1 号"]);
  await expect(updateMerchant(ctx, { ...facts, id: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("disabling ends its sessions at once; one person can be disabled alone", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const { id } = await createMerchant(ctx, typed());
  const second = await addMerchantUser(ctx, { merchantId: id, ...person() });
  const { users } = await getMerchant(ctx, id);
  const session = (userId: string) =>
    db.userSession.create({ data: { id: newId(), userId, expiresAt: new Date(Date.now() + 1e6) }, select: { id: true } });
  const open = async (ids: string[]) => db.userSession.count({ where: { id: { in: ids }, revokedAt: null } });
  const [s1, s2] = [await session(users[0]!.id), await session(second.id)];
  await switchMerchantUser(ctx, { id: second.id, disabled: true, reason: "离职" });
  expect([await open([s1.id]), await open([s2.id])]).toEqual([1, 0]);
  await switchMerchant(ctx, { id, disabled: true, reason: "" });
  expect(await open([s1.id])).toBe(0);
  expect((await listMerchants(ctx, { status: "disabled" })).items.map((row) => row.id)).toContain(id);
  await switchMerchant(ctx, { id, disabled: false, reason: "" });
  expect((await getMerchant(ctx, id)).disabledAt).toBeNull();
  const staff = await makeStaff(db);
  await expect(switchMerchantUser(ctx, { id: staff.id, disabled: true, reason: "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("support reads but does not manage", async ({ db }) => {
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  await expect(createMerchant(support, typed())).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getMerchant(support, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
});
