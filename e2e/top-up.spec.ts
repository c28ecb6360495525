import sharp from "sharp";
import { demo, enter, expectNoSidewaysScroll, figure, pressAndConfirm, rowWith, tag } from "./app.ts";
import * as operator from "./app-operator.ts";
import * as money from "./app-payments.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { makeSeller } from "./story.ts";
import { zh } from "./words.ts";

test("a top-up by the sandbox: paid, with its notice lost, failed, closed and cancelled", async ({ as, db }) => {
  const seller = await makeSeller(db);
  const page = await as(seller.email);

  await test.step("paid: back on the waiting page, which becomes the receipt", async () => {
    await money.pay(page, "SANDBOX", "500");
    await expectAccessible(page);
    await money.decide(page, "pay");
    await money.expectStage(page, "CONFIRMED");
    await expectAccessible(page);
  });
  await test.step("the notice is lost: a query finds it", async () => {
    await money.pay(page, "SANDBOX", "250.50");
    await money.decide(page, "pay", { silent: true });
    await money.expectStage(page, "CONFIRMED");
  });
  await test.step("failed and closed take no money", async () => {
    for (const [deed, stage] of [
      ["fail", "FAILED"],
      ["close", "CLOSED"],
    ] as const) {
      await money.pay(page, "SANDBOX", "77");
      await money.decide(page, deed);
      await money.expectStage(page, stage);
    }
  });
  await test.step("he thinks better of it: cancelled on the waiting page", async () => {
    await money.pay(page, "SANDBOX", "88");
    await page.goBack();
    await page.waitForURL(/\/distributor\/top-up\/[0-9a-f-]{36}/);
    await expect(page.getByText(zh("ownTopup.pay.waiting"))).toBeVisible();
    await expectAccessible(page);
    await pressAndConfirm(page, zh("ownTopup.pay.cancel"));
    await money.expectStage(page, "CLOSED");
  });
  await test.step("the balance has both, each movement leads to its top-up", async () => {
    await page.goto("/distributor/balance");
    expect(await figure(page, zh("balance.prepaid"))).toBe("¥1,750.50");
    await rowWith(page, "+¥250.50").getByRole("link").click();
    await money.expectStage(page, "CONFIRMED");
  });
  await test.step("finance reads what happened, and asks again: nothing changes", async () => {
    const finance = await as(demo("finance"));
    const { outNo } = await db.payment.findFirstOrThrow({ where: { distributorId: seller.id, amountMinor: 25_050n } });
    await money.openPayment(finance, outNo);
    await expect(finance.getByText(zh("audit.action.payment.paid"))).toBeVisible();
    await finance.getByRole("button", { name: zh("payment.queryNow") }).click();
    await expect(finance.getByText(zh("payment.queried", { state: zh("payment.state.PAID") }))).toBeVisible();
    await expectAccessible(finance);
    expect(await db.auditEntry.count({ where: { action: "payment.paid", after: { path: ["outNo"], equals: outNo } } })).toBe(1);
  });
});

test("a top-up through Stripe: its page, its webhook, its fee in the books", async ({ as, db }) => {
  const seller = await makeSeller(db);
  const page = await as(seller.email);
  await money.pay(page, "STRIPE", "1000");
  await money.payAtStripe(page);
  await money.expectStage(page, "CONFIRMED");
  const payment = await db.payment.findFirstOrThrow({ where: { distributorId: seller.id } });
  expect(payment).toMatchObject({ state: "PAID", provider: "STRIPE", feeMinor: 3_100n }); // 2.9 % and two yuan, as it said itself
  await expect
    .poll(() => db.providerEvent.findFirst({ where: { outNo: payment.outNo, kind: { startsWith: "checkout.session" } } }))
    .toMatchObject({ effect: "PAID" });
  const entries = await db.ledgerEntry.findMany({
    where: { transaction: { kind: "topup", reference: payment.subjectId } },
    include: { account: true },
    orderBy: { id: "asc" },
  });
  expect(entries.map((entry) => [entry.account.kind, entry.amountMinor])).toEqual([
    ["CASH_STRIPE", 96_900n],
    ["FEES", 3_100n],
    ["PREPAID", -100_000n],
  ]);
  await page.goto("/distributor/balance");
  expect(await figure(page, zh("balance.prepaid"))).toBe("¥2,000.00");
});

test("a bank transfer that the distributor records, found in the bank by finance", async ({ as, db }) => {
  const seller = await makeSeller(db);
  const page = await as(seller.email);
  const reference = `SLIP${tag().toUpperCase()}`;
  const slip = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#ffffff" } })
    .png()
    .toBuffer();
  await money.sendTransfer(page, { yuan: "3,000", reference, slip });
  await money.expectStage(page, "TO_CONFIRM");
  await operator.confirmTopUp(await as(demo("finance")), reference);
  await page.reload();
  await money.expectStage(page, "CONFIRMED");
  await page.goto("/distributor/balance");
  expect(await figure(page, zh("balance.prepaid"))).toBe("¥4,000.00");
});

test("money back: asked for by the distributor, approved by finance", async ({ as, db }) => {
  const seller = await makeSeller(db);
  const page = await as(seller.email);
  await money.pay(page, "SANDBOX", "600");
  await money.decide(page, "pay");
  await money.expectStage(page, "CONFIRMED");
  await money.askRefund(page, "100", "多充了一百");
  await expect(rowWith(page, "TK-")).toContainText(zh("payment.refundState.REQUESTED"));
  const finance = await as(demo("finance"));
  await money.approveRefund(finance, seller.name);
  await expect(finance.getByText(zh("payment.refundState.DONE"), { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(rowWith(page, "TK-")).toContainText(zh("payment.refundState.DONE"));
  await page.goto("/distributor/balance");
  expect(await figure(page, zh("balance.prepaid"))).toBe("¥1,500.00");
});

test("on a phone: from the amount to the receipt", async ({ phone, db }) => {
  const seller = await makeSeller(db);
  await enter(phone, seller.email);
  await money.chooseWay(phone, "SANDBOX");
  await expectNoSidewaysScroll(phone);
  await expectAccessible(phone);
  await money.pay(phone, "SANDBOX", "66");
  await expectNoSidewaysScroll(phone);
  await expectAccessible(phone);
  await money.decide(phone, "pay");
  await money.expectStage(phone, "CONFIRMED");
  await expectNoSidewaysScroll(phone);
});
