import { makePayee } from "#test/payouts.ts";
import { demo, figure, openRow, pressAndConfirm, rowWith } from "./app.ts";
import * as payouts from "./app-payouts.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { askLater, makePayable, sendWithdrawals } from "./story-payouts.ts";
import { zh } from "./words.ts";

const day = 86_400_000;

test("a withdrawal: one prepares its payout, another approves it, the distributor sees it paid", async ({ as, db }) => {
  test.setTimeout(180_000);
  const seller = await makePayable(db);
  const [partner, finance, finance2] = [await as(seller.email), await as(demo("finance")), await as(demo("finance2"))];
  await payouts.askToWithdraw(partner, "300.00");
  await partner.goto("/distributor");
  expect(await figure(partner, zh("portal.prepaid"))).toBe("¥700.00");
  await payouts.approveWithdrawal(finance2, seller.name);
  await payouts.prepare(finance, seller.name);
  await expectAccessible(finance);
  await payouts.approve(finance2, new URL(finance.url()).pathname);
  await expect(rowWith(finance2, seller.name)).toContainText(zh("payout.status.PAID"));
  await openRow(finance2, seller.name);
  await expect(finance2.getByText(zh("payout.step.REPLY")).first()).toBeVisible();
  await expectAccessible(finance2);
  await payouts.expectOwn(partner, ["¥300.00", "PAID"]);
  await partner.goto("/distributor/withdraw");
  await expect(rowWith(partner, "¥300.00")).toContainText(zh("ownWithdrawal.status.PAID"));
});

test("failed, unknown, waiting and returned, as finance and as the distributor see them", async ({ as, db }) => {
  test.setTimeout(240_000);
  const seller = await makePayable(db);
  const items = await sendWithdrawals(db, seller, [10_002n, 10_003n, 10_004n, 10_007n]);
  const [failed, waiting, returned, lost] = [10_002n, 10_003n, 10_004n, 10_007n].map((amount) => items.get(amount)!);
  const [partner, finance, finance2] = [await as(seller.email), await as(demo("finance")), await as(demo("finance2"))];

  await test.step("each is where it is, in words", async () => {
    await payouts.openItems(finance, seller.name);
    await payouts.expectStatus(finance, "¥100.02", "FAILED");
    await payouts.expectStatus(finance, "¥100.03", "WAITING");
    await payouts.expectStatus(finance, "¥100.07", "UNKNOWN");
    await payouts.expectOwn(partner, ["¥100.02", "FAILED"], ["¥100.03", "WAITING"], ["¥100.07", "UNKNOWN"]);
    await expectAccessible(partner);
  });

  await test.step("what failed is sent again under a new number, fails again, and is cancelled", async () => {
    await finance.goto(`/admin/payouts/items/${failed}`);
    await pressAndConfirm(finance, zh("payout.retry.label"));
    await expect(async () => {
      await finance.reload();
      await expect(finance.getByText(zh("payout.attempt", { turn: 2 }), { exact: true })).toBeVisible();
      await expect(finance.getByText(zh("payout.text.FAILED"))).toBeVisible();
    }).toPass({ timeout: 45_000 });
    await pressAndConfirm(finance, zh("payout.cancel.label"), "换一个账户");
    await expect(finance.getByText(zh("payout.text.CANCELLED"))).toBeVisible();
    await partner.goto("/distributor/withdraw");
    await expect(rowWith(partner, "¥100.02")).toContainText(zh("ownWithdrawal.status.APPROVED"));
  });

  await test.step("the payee confirms what waits for him", async () => {
    await partner.goto(`/distributor/payouts/${waiting}`);
    await partner.getByRole("link", { name: zh("payout.confirm.sandbox"), exact: true }).click();
    await partner.getByRole("button", { name: zh("payoutSandbox.confirm", { amount: "¥100.03" }) }).click();
    await partner.waitForURL(new RegExp(waiting!));
    await expect(async () => {
      await partner.reload();
      await expect(partner.getByText(zh("payout.ownText.PAID"))).toBeVisible();
    }).toPass({ timeout: 45_000 });
  });

  await test.step("what comes back is payable again", async () => {
    await askLater(db, returned!, 2 * 60_000);
    await finance.goto(`/admin/payouts/items/${returned}`);
    await expect(finance.getByText(zh("payout.text.RETURNED"))).toBeVisible();
    await partner.goto(`/distributor/payouts/${returned}`);
    await expect(partner.getByText(zh("payout.ownText.RETURNED"))).toBeVisible();
    await payouts.expectOwn(partner, ["¥100.04", "RETURNED"]);
  });

  await test.step("what nobody can tell is decided by two people", async () => {
    await askLater(db, lost!, 1.1 * day);
    await finance.goto(`/admin/payouts/items/${lost}`);
    await payouts.propose(finance, "PAID", "渠道客服确认已付，工单 8821");
    await expect(finance.getByRole("button", { name: payouts.confirmName("PAID"), exact: true })).toHaveCount(0);
    await finance2.goto(`/admin/payouts/items/${lost}`);
    await pressAndConfirm(finance2, payouts.confirmName("PAID"));
    await expect(finance2.getByText(zh("payout.step.DECISION")).first()).toBeVisible();
    await expectAccessible(finance2);
    await payouts.expectOwn(partner, ["¥100.07", "PAID"]);
  });
});

test("a bank batch: the file goes down, the bank's results come up, a second time they change nothing", async ({ as, db }) => {
  test.setTimeout(180_000);
  const seller = await makePayable(db);
  await makePayee(db, seller.id, "BANK", { holderName: "林小满" });
  const [partner, finance, finance2] = [await as(seller.email), await as(demo("finance")), await as(demo("finance2"))];
  await payouts.askToWithdraw(partner, "120.00");
  await payouts.approveWithdrawal(finance2, seller.name);
  await payouts.prepare(finance, seller.name, "BANK");
  const path = new URL(finance.url()).pathname;
  await payouts.approve(finance2, path);
  await finance.reload();
  await pressAndConfirm(finance, zh("payout.file.make"));
  const [download] = await Promise.all([
    finance.waitForEvent("download"),
    finance.getByRole("link", { name: zh("payout.file.download"), exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^FK\d{12}\.csv$/);
  const { outNo } = await db.payoutAttempt.findFirstOrThrow({ where: { item: { batchId: path.split("/").at(-1)! } } });
  const buffer = Buffer.from(`客户流水号,收款户名,金额,状态\r\n${outNo},林小满,120.00,交易成功\r\n`);
  const upload = () => finance.locator("input[type=file]").setInputFiles({ name: "结果.csv", mimeType: "text/csv", buffer });
  await upload();
  await expect(finance.getByText(/1 笔成功/)).toBeVisible();
  await expect(rowWith(finance, seller.name)).toContainText(zh("payout.status.PAID"));
  await upload();
  await expect(finance.getByText(/0 笔成功.*1 笔已处理过/)).toBeVisible();
  await payouts.expectOwn(partner, ["¥120.00", "PAID"]);
});
