import iconv from "iconv-lite";
import { workingDays } from "#domain/calendar/rules-holidays.ts";
import { maskPhone } from "#domain/person/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { closedPeriod } from "#domain/settlement/rules.ts";
import { demo, figure, openRow, rowWith, signIn, tag } from "./app.ts";
import * as consumer from "./app-consumer.ts";
import * as distributor from "./app-distributor.ts";
import * as money from "./app-money.ts";
import * as operator from "./app-operator.ts";
import * as store from "./app-store.ts";
import { countAll, readDashboard } from "./dashboard.ts";
import { expect, test } from "./fixtures.ts";
import { zh } from "./words.ts";

/** A supplier's file as Excel in China saves it: GBK, two codes twice, one line without a code, one already expired. */
function supplierFile(codes: string[]) {
  const lines = ["券码,有效期", ...codes.map((code) => `${code},2031-12-31`)];
  lines.push(`${codes[0]},2031-12-31`, `${codes[1]},2031-12-31`, ",2031-12-31", `${tag()}-OLD,2020年01月31日`);
  return { name: "供应商-影视卡.csv", mimeType: "text/csv", buffer: iconv.encode(lines.join("\r\n"), "gb18030") };
}

test("the whole loop, for all four kinds of people", async ({ as, phone, db }) => {
  test.setTimeout(300_000);
  const id = tag();
  const levels = await db.level.findMany({ orderBy: { rank: "asc" } });
  const { name: category } = await db.category.findFirstOrThrow();
  // 18, 20, 22; journeys that run beside this one may have made further levels: they pay 22 too.
  const prices = Object.fromEntries(levels.map((level, i) => [level.name, String(Math.min(18 + 2 * i, 22))]));
  const movie = { name: `影视月卡 ${id}`, fulfilment: "CODE" as const, retail: "25", floor: "16", prices, category };
  const gym = { ...movie, name: `健身周卡 ${id}`, fulfilment: "STORE" as const };
  const codes = Array.from({ length: 8 }, () => `YS-${crypto.randomUUID().toUpperCase()}`);
  const newcomer = { name: `新伙伴 ${id}`, phone: "13812345678", email: `new-${id}@example.com` };
  const shop = { name: `测试门店 ${id}`, email: `shop-${id}@example.com`, product: gym.name };
  const password = "correct horse battery";
  const mobile = consumer.pickMobile();
  const link = { code: "", store: "" };
  const manager = await as(demo("manager"));
  const owner = await as(demo("owner"));
  const partner = await as();
  const counter = await as();

  await test.step("the operator makes two products, each with its price per level", async () => {
    await operator.createProduct(manager, movie);
    await operator.createProduct(manager, gym);
  });

  await test.step("a GBK file with duplicates and bad lines is imported and adds up to the line", async () => {
    await operator.uploadCodes(manager, movie.name, supplierFile(codes));
    await operator.startImport(manager, "gb18030");
    await operator.expectImported(manager, { rows: 12, imported: 8, duplicate: 2, refused: 2 });
    const report = await operator.downloadReport(manager);
    expect(report).toContain("12,拒绝,券码是空的");
    for (const code of codes) expect(report).not.toContain(code);
    await operator.generateCodes(manager, gym.name, 20);
  });

  await test.step("a shop is opened and sets its password from the mail", async () => {
    await operator.createMerchant(manager, shop);
    await distributor.setPassword(
      counter,
      operator.linkIn(await operator.readMessage(owner, shop.email, "account.created")),
      password,
    );
  });

  await test.step("a newcomer applies, is approved and sets his password from the mail", async () => {
    await distributor.apply(partner, "KAYISU", newcomer);
    await expect(partner.getByRole("heading", { level: 1, name: zh("join.status.PENDING.title") })).toBeVisible();
    await operator.approve(manager, newcomer.name, levels.at(-1)!.name);
    await partner.reload();
    await expect(partner.getByRole("heading", { level: 1, name: zh("join.status.APPROVED.title") })).toBeVisible();
    const mail = await operator.readMessage(owner, newcomer.email, "account.created");
    await distributor.setPassword(partner, operator.linkIn(mail), password);
  });

  await test.step("finance records his transfer, a second person confirms it", async () => {
    const reference = `BANK${id}`;
    const [finance, finance2] = [await as(demo("finance")), await as(demo("finance2"))];
    await operator.recordTopUp(finance, { distributor: newcomer.name, yuan: "1,000.00", reference });
    await operator.confirmTopUp(finance2, reference);
  });

  await test.step("he signs in, sees his money, and buys at his level's price", async () => {
    await signIn(partner, newcomer.email, password);
    expect(await figure(partner, zh("portal.prepaid"))).toBe("¥1,000.00");
    await distributor.buy(partner, movie.name, 5);
    await partner.goto("/distributor");
    expect(await figure(partner, zh("portal.prepaid"))).toBe("¥890.00");
  });

  await test.step("he makes a link that checks phones, with its QR code and poster", async () => {
    await distributor.buy(partner, movie.name, 1);
    link.code = await distributor.makeLink(partner, { phoneCheck: true });
    await distributor.expectQrAndPoster(partner);
    await distributor.buy(partner, gym.name, 1);
    link.store = await distributor.makeLink(partner);
  });

  await test.step("a consumer proves his phone and claims; again is the same voucher", async () => {
    await phone.goto(link.code);
    await consumer.askForCode(phone, mobile);
    const sms = await operator.readMessage(owner, maskPhone(mobile), "phone.code");
    await consumer.typeCodeAndClaim(phone, operator.codeIn(sms));
    const voucher = await consumer.openVoucher(phone);
    await phone.goto(link.code);
    expect(await consumer.openVoucher(phone)).toBe(voucher);
    expect(await db.claim.count({ where: { voucherId: voucher } })).toBe(1);
  });

  await test.step("he uses it: the code is one of the file's, the same when he looks again", async () => {
    await consumer.askToReveal(phone);
    const code = await consumer.confirmReveal(phone);
    expect(codes).toContain(code);
    await phone.reload();
    expect(await consumer.seeCodeAgain(phone)).toBe(code);
  });

  await test.step("the other voucher is used at the counter, once", async () => {
    await consumer.claim(phone, link.store);
    await consumer.openVoucher(phone);
    const digits = await consumer.showPass(phone);
    await signIn(counter, shop.email, password);
    await store.redeem(counter, digits);
    await consumer.expectRedeemed(phone);
    await store.lookUp(counter, digits);
    await store.expectAnswer(counter, "USED");
  });

  await test.step("both commissions are frozen in his portal, each with its redemption", async () => {
    await partner.goto("/distributor/commissions");
    for (const product of [movie, gym]) {
      await expect(rowWith(partner, product.name)).toContainText("¥1.25"); // 5 % of ¥25
      await expect(rowWith(partner, product.name)).toContainText(zh("commission.status.FROZEN"));
    }
    await partner.goto("/distributor/balance");
    expect(await figure(partner, zh("balance.frozen"))).toBe("¥2.50");
  });

  await test.step("finance settles by a click; the statement is in his portal, as PDF and as a workbook", async () => {
    // A journey cannot wait for the period to end: the two commissions fell due an hour before the end of the last one.
    const { distributorId } = await db.user.findUniqueOrThrow({ where: { email: newcomer.email } });
    const { settlementCycle } = await getSettings({ db });
    const dueAt = new Date(closedPeriod(settlementCycle, new Date(), workingDays()).to.getTime() - 3_600_000);
    await db.commission.updateMany({ where: { distributorId: distributorId ?? "" }, data: { dueAt } });
    await money.settle(await as(demo("finance")));
    await partner.goto("/distributor/statements");
    await openRow(partner, "¥2.50");
    await expect(rowWith(partner, movie.name)).toContainText("¥1.25");
    await expect(rowWith(partner, gym.name)).toContainText("¥1.25");
    expect((await operator.download(partner, zh("statement.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
    expect((await operator.download(partner, zh("statement.xlsx"))).subarray(0, 2).toString()).toBe("PK");
  });

  await test.step("the dashboard's figures are the database's", async () => {
    // Other journeys run meanwhile: both are read until they were read in one quiet moment.
    await expect(async () => {
      const before = await countAll(db);
      await owner.goto("/admin");
      const shown = await readDashboard(owner);
      expect(await countAll(db)).toEqual(before);
      expect(shown).toEqual(before);
    }).toPass({ timeout: 60_000 });
  });
});
