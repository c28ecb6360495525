import { workingDays } from "#domain/calendar/rules-holidays.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { closedPeriod } from "#domain/settlement/rules.ts";
import type { Db } from "#lib/db.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { demo, demoPassword, figure, rowWith } from "./app.ts";
import * as operator from "./app-operator.ts";
import * as settlement from "./app-settlement.ts";
import { expect, test } from "./fixtures.ts";
import { zh } from "./words.ts";

/** A seller of his own with three commissions of 1.25 that fell due in the period just closed, who can sign in. */
async function makeSeller(db: Db) {
  const network = await makeNetwork(db);
  const { settlementCycle } = await getSettings({ db });
  const { to } = closedPeriod(settlementCycle, new Date(), workingDays());
  await makeEarned(db, network, 3, new Date(to.getTime() - 3_600_000));
  await db.commission.updateMany({
    where: { redemption: { productId: network.product.id } },
    data: { dueAt: new Date(to.getTime() - 1_800_000) },
  });
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { email: demo("lin") } });
  await db.user.update({ where: { id: network.seller.actor.id }, data: { passwordHash } });
  return network;
}

test("finance settles what the preview showed; a line is contested, discussed and put right from both sides", async ({
  as,
  db,
}) => {
  test.setTimeout(180_000);
  const { seller, product } = await makeSeller(db);
  const [finance, finance2] = [await as(demo("finance")), await as(demo("finance2"))];
  const distributor = await as(seller.email, demoPassword);

  await test.step("money is asked back from him, and a second person agrees", async () => {
    await settlement.askBack(finance, seller.name, "0.50", "上月重复计算");
    await settlement.approveAdjustment(finance2, seller.name);
    await distributor.goto("/distributor/debts");
    expect(await figure(distributor, zh("statement.debts.owed"))).toBe("¥0.50");
  });

  await test.step("the preview shows his statement before it is made: 3.75 less 0.50", async () => {
    const row = await settlement.previewOf(finance, seller.name);
    await expect(row).toContainText("¥3.75");
    await expect(row).toContainText("¥3.25");
    await settlement.runFromPreview(finance, zh("settlement.preview.offset"));
    await settlement.openStatementOf(finance, seller.name);
    expect(await figure(finance, zh("statement.net"))).toBe("¥3.25");
    await expect(finance.getByText(zh("statement.amount.offset"))).toBeVisible();
  });

  await test.step("he contests one line; just that line leaves his statement", async () => {
    await settlement.contestFirstLine(distributor, "这一笔少算了");
    await expect(distributor.getByText(product.name)).toBeVisible();
    await distributor.getByRole("link", { name: /^ST-/ }).click();
    expect(await figure(distributor, zh("statement.net"))).toBe("¥2.00");
    await expect(distributor.getByRole("heading", { name: zh("statement.left.title") })).toBeVisible();
    expect((await operator.download(distributor, zh("statement.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
    expect((await operator.download(distributor, zh("statement.xlsx"))).subarray(0, 2).toString()).toBe("PK");
  });

  await test.step("finance asks, he answers, finance corrects, a second person agrees", async () => {
    await settlement.openDisputeOf(finance, seller.name);
    await settlement.answer(finance, "请说明应得金额");
    await distributor.goto("/distributor/disputes");
    await rowWith(distributor, product.name).locator("a.row-link").click();
    await expect(distributor.getByText("请说明应得金额")).toBeVisible();
    await settlement.answer(distributor, "应为 1.55 元");
    await finance.reload();
    await expect(finance.getByText("应为 1.55 元")).toBeVisible();
    await settlement.correct(finance, "0.30", "已补记 0.30 元");
    await settlement.approveAdjustment(finance2, seller.name);
    await distributor.reload();
    await expect(distributor.getByText("已补记 0.30 元")).toBeVisible();
    await expect(distributor.getByText("+¥0.30")).toBeVisible();
  });
});
