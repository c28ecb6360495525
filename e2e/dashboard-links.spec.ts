import type { Locator, Page } from "@playwright/test";
import { demo } from "./app.ts";
import { openDashboard, pointsOf, sumOf } from "./dashboard.ts";
import { expect, test } from "./fixtures.ts";
import { zh } from "./words.ts";

const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const numberIn = async (point: Locator) =>
  Number((await point.getAttribute("aria-label"))?.replaceAll(",", "").match(/\d+$/)?.[0]);

test("a day of the trend opens that day's list, by mouse and by keyboard", async ({ as }) => {
  const page = await as(demo("owner"));
  await openDashboard(page);
  const points = pointsOf(page, zh("dashboard.trendTitle"));
  await expect(points.first()).toBeAttached();
  await points.first().focus();
  const label = (await points.first().getAttribute("aria-label")) ?? "";
  await page.keyboard.press("ArrowRight");
  const focused = page.locator("a[data-x]:focus");
  expect(await focused.getAttribute("aria-label")).not.toBe(label);
  const day = (await focused.getAttribute("aria-label"))?.slice(0, 5) ?? "";
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/vouchers\?/);
  expect(query(page)).toMatchObject({
    dateKind: "claimed",
    from: expect.stringMatching(`-${day}$`),
    to: expect.stringMatching(day),
  });

  await openDashboard(page);
  const last = points.last(); // of the redemptions, drawn after the claims
  const count = await numberIn(last);
  await last.click();
  await page.waitForURL(/\/admin\/redemptions\?/);
  expect(query(page)).toMatchObject({ state: "valid" });
  expect(await sumOf(page, zh("redemption.sum.count"))).toBe(count);

  await openDashboard(page);
  const sales = pointsOf(page, zh("dashboard.salesTrendTitle")).first();
  const box = await sales.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 9, (box?.y ?? 0) + 40); // beside the point: the nearest opens
  await page.waitForURL(/\/admin\/(allotments|commissions)\?/);
});

test("a cell of the map of hours, a step and a ranking row open the list behind them", async ({ as }) => {
  const page = await as(demo("owner"));
  await openDashboard(page);
  const cell = pointsOf(page, zh("dashboard.heatTitle")).first();
  const count = await numberIn(cell);
  await cell.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await cell.click();
  await page.waitForURL(/slot=/);
  expect(await sumOf(page, zh("redemption.sum.count"))).toBe(count);
  await page.getByRole("link", { name: zh("redemption.slot.all") }).click();
  await expect(page).not.toHaveURL(/slot=/);

  await openDashboard(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: zh("dashboard.soldStep") })
    .getByRole("link")
    .click();
  await page.waitForURL(/\/admin\/allotments\?/);

  await openDashboard(page);
  await page
    .getByRole("region", { name: zh("dashboard.bestProducts") })
    .getByRole("row")
    .nth(1)
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/\/admin\/redemptions\?/);
  expect(query(page)).toMatchObject({ state: "valid", productId: expect.any(String), from: expect.any(String) });
});
