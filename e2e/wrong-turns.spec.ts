import { makeStock } from "#test/factories.ts";
import { demo, expectForbidden, expectNoSidewaysScroll, expectNotFound, pressAndConfirm, tag } from "./app.ts";
import * as consumer from "./app-consumer.ts";
import * as distributor from "./app-distributor.ts";
import * as operator from "./app-operator.ts";
import * as store from "./app-store.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { giveLink, makeColleague, makeStocked } from "./story.ts";
import { zh } from "./words.ts";

const hour = 3_600_000;

test("a link that gives nothing says why, each reason on its own page", async ({ phone, as, db }) => {
  const stock = await makeStocked(db);
  const soon = await giveLink(db, stock, { opensAt: new Date(Date.now() + 26 * hour) });
  const over = await giveLink(db, stock, { closesAt: new Date(Date.now() - hour) });
  const last = await giveLink(db, stock, { quota: 1 });
  const paused = await giveLink(db, stock);
  const revoked = await giveLink(db, stock);

  await test.step("the seller pauses one and revokes another; somebody takes the last of a third", async () => {
    const seller = await as(stock.seller.email);
    await seller.goto(`/distributor/links/${paused.id}`);
    await pressAndConfirm(seller, zh("link.action.pause"));
    await seller.goto(`/distributor/links/${revoked.id}`);
    await pressAndConfirm(seller, zh("link.action.revoke"));
    await consumer.claim(await as(), last.path);
  });

  const pages = { NOT_OPEN_YET: soon, ENDED: over, SOLD_OUT: last, PAUSED: paused, REVOKED: revoked };
  for (const [state, link] of Object.entries(pages)) {
    await test.step(state, async () => {
      await phone.goto(link.path);
      await consumer.expectNotice(phone, state);
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone);
    });
  }
  const wrong = await phone.goto("/c/no-such-link");
  expect(wrong?.status()).toBe(404);
  await consumer.expectNotice(phone, "NOT_FOUND");
});

test("opening a link never claims, whoever opens it and however often", async ({ page, db }) => {
  const link = await giveLink(db, await makeStocked(db));
  for (let i = 0; i < 5; i++) {
    const preview = { headers: { "user-agent": "MicroMessenger/8.0 preview" } };
    expect((await page.request.get(link.path, preview)).status()).toBe(200);
  }
  await page.goto(link.path);
  await expect(page.getByRole("button", { name: zh("claim.claim"), exact: true })).toBeVisible();
  expect(await db.claim.count({ where: { linkId: link.id } })).toBe(0);
});

test("an expired voucher cannot be used, neither on the phone nor at the counter", async ({ phone, as, db }) => {
  const stock = await makeStocked(db, { product: { fulfilment: "STORE" } });
  const shop = await db.user.findUniqueOrThrow({ where: { email: demo("store") } });
  await db.merchantProduct.create({ data: { merchantId: shop.merchantId ?? "", productId: stock.product.id } });
  await consumer.claim(phone, (await giveLink(db, stock)).path);
  const id = await consumer.openVoucher(phone);
  const digits = await consumer.showPass(phone);
  await db.voucher.update({ where: { id }, data: { expiresAt: new Date(Date.now() - hour) } });
  await phone.reload();
  await consumer.expectVoucherSays(phone, "expiredTitle");
  await expectAccessible(phone);
  const counter = await as(demo("store"));
  await store.lookUp(counter, digits);
  await store.expectAnswer(counter, "EXPIRED");
  expect(await db.redemption.count({ where: { voucherId: id } })).toBe(0);
});

test("what belongs to somebody else is not there", async ({ phone, as, db }) => {
  const stock = await makeStocked(db);
  const link = await giveLink(db, stock);
  await consumer.claim(phone, link.path);
  const voucher = await consumer.openVoucher(phone);
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: { not: stock.seller.id } } });
  const other = await as((await makeStocked(db)).seller.email);
  for (const path of [`allotments/${stock.allotment.id}`, `links/${link.id}`, `statements/${statement.id}`]) {
    await expectNotFound(other, await other.goto(`/distributor/${path}`));
    expect(await other.content()).not.toContain(stock.product.name);
  }
  const files = ["qr.svg", "qr.png", "poster.png", "poster"].map((file) => `/distributor/links/${link.id}/${file}`);
  for (const path of [...files, `/api/statements/${statement.id}/pdf`, `/api/statements/${statement.id}/xlsx`])
    expect.soft((await other.request.get(path)).status(), path).toBe(404);
  const answer = await other.goto(`/v/${voucher}`);
  expect(answer?.status()).toBe(404);
  await expect(other.getByRole("heading", { level: 1, name: zh("claim.voucher.notHereTitle") })).toBeVisible();
});

test("a role sees its own rooms only", async ({ as }) => {
  const refusals: [string, string[]][] = [
    [demo("support"), ["/admin/ledger", "/admin/staff", "/admin/settlement", "/distributor", "/store"]],
    [demo("auditor"), ["/admin/products/new", "/admin/batches/import"]],
    [demo("lin"), ["/admin", "/admin/vouchers", "/store"]],
    [demo("store"), ["/distributor", "/admin"]],
  ];
  for (const [email, paths] of refusals) {
    const page = await as(email);
    for (const path of paths) {
      await test.step(`${email} opens ${path}`, async () => {
        await expectForbidden(page, await page.goto(path));
      });
    }
  }
  const stranger = await as();
  await stranger.goto("/admin/vouchers");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fvouchers/);
});

test("an address that leads nowhere is answered as not found, an unknown id and one of a wrong shape alike", async ({ as }) => {
  const [owner, counter] = [await as(demo("owner")), await as(demo("store"))];
  const rooms = ["products", "vouchers", "distributors", "redemptions", "settlement/statements", "ledger/transactions"];
  for (const id of [crypto.randomUUID(), "no-such-id"])
    for (const room of rooms) await expectNotFound(owner, await owner.goto(`/admin/${room}/${id}`));
  await expectNotFound(owner, await owner.goto("/admin/no-such-room"));
  await expectNotFound(counter, await counter.goto("/store/no-such-room"));
});

test("prices against the rules are refused with the reason", async ({ as, db }) => {
  const manager = await as(demo("manager"));
  const [best, middle, lowest] = await db.level.findMany({ orderBy: { rank: "asc" } });
  const { name: category } = await db.category.findFirstOrThrow();
  const product = { name: `规则 ${tag()}`, fulfilment: "CODE" as const, retail: "25", floor: "16", category };
  const names = [best!.name, middle!.name, lowest!.name] as const;
  await operator.fillProduct(manager, { ...product, prices: { [names[0]]: "21", [names[1]]: "20", [names[2]]: "15.99" } });
  await expect(manager.getByText(zh("product.problem.LEVEL_PRICE_ORDER", { other: names[1] }))).toBeVisible();
  await expect(manager.getByText(zh("product.problem.PRICE_BELOW_FLOOR", { floor: "¥16.00" }))).toBeVisible();
  await operator.saveProduct(manager);
  await expect(manager.getByText(zh("errors.PRICE_BELOW_FLOOR")).first()).toBeVisible();
  expect(await db.product.count({ where: { name: product.name } })).toBe(0);
});

test("files that are no code lists are refused with the reason; codes Excel has spoilt are counted", async ({ as, db }) => {
  const manager = await as(demo("manager"));
  const { name: product } = await db.product.findFirstOrThrow({ where: { name: "影视会员月卡" } });
  const oldExcel = Buffer.from("d0cf11e0a1b11ae1".padEnd(1024, "0"), "hex");
  const csv = (buffer: Buffer, name = "codes.csv") => ({ name, mimeType: "text/csv", buffer });
  const refused = [
    { file: csv(oldExcel, "codes.xls"), problem: "OLD_EXCEL" },
    { file: csv(oldExcel), problem: "OLD_EXCEL" },
    { file: csv(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")), problem: "CONTENT" },
    { file: csv(Buffer.from("hello"), "codes.exe"), problem: "EXTENSION" },
  ];
  for (const { file, problem } of refused) {
    await operator.uploadCodes(manager, product, file);
    await expect(manager.getByRole("alert").filter({ hasText: zh(`batch.problem.${problem}`) })).toBeVisible();
  }
  const digits = () => String(Math.floor(Math.random() * 9e15) + 1e15);
  const spoilt = ["6.22E+15", digits().slice(1), ...Array.from({ length: 8 }, digits)];
  await operator.uploadCodes(manager, product, csv(Buffer.from(spoilt.join("\n"))));
  await operator.startImport(manager, "utf-8");
  await operator.expectImported(manager, { rows: 10, imported: 8, duplicate: 0, refused: 2 });
  await expect(manager.getByRole("cell", { name: zh("batch.issue.SCIENTIFIC") })).toBeVisible();
  await expect(manager.getByRole("cell", { name: zh("batch.issue.LEADING_ZEROS_LOST") })).toBeVisible();
});

test("nobody confirms a transfer he has recorded himself", async ({ as, db, baseURL }) => {
  const { seller } = await makeStocked(db);
  const colleague = await makeColleague(db, "FINANCE");
  const finance = await as(colleague.email);
  const reference = `OWN${tag()}`;
  await operator.recordTopUp(finance, { distributor: seller.name, yuan: "500", reference });
  await operator.openTopUp(finance, reference);
  await expect(finance.getByText(zh("topup.ownRecord"))).toBeVisible();
  await expect(finance.getByRole("button", { name: zh("topup.confirm"), exact: true })).toHaveCount(0);

  const id = finance.url().split("/").at(-1);
  const forced = await finance.request.post("/api/trpc/topup.confirm", { data: { id }, headers: { origin: baseURL ?? "" } });
  expect(await forced.text()).toContain("SECOND_PERSON_REQUIRED");
  expect((await db.topUp.findUniqueOrThrow({ where: { id } })).status).toBe("PENDING");
});

test("pressing buy twice buys once", async ({ as, db }) => {
  const { seller, product } = await makeStocked(db);
  await db.productPrice.create({ data: { productId: product.id, levelId: seller.levelId, priceMinor: 2000n } });
  await makeStock(db, product.id, 10);
  const page = await as(seller.email);
  await distributor.openPurchase(page, product.name, 3);
  await distributor.purchaseButton(page).dblclick();
  await expect(page.getByText(zh("buy.done", { count: 3 }))).toBeVisible();
  expect(await db.allotment.count({ where: { distributorId: seller.id, quantity: 3 } })).toBe(1);
});
