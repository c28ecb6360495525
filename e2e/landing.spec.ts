import { expect, expectAccessible, test } from "./fixtures.ts";

test("the landing page opens, in both languages, without a fault", async ({ page, phone }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.context().addCookies([{ name: "locale", value: "en", url: page.url() }]);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await phone.goto("/");
  await expectAccessible(phone);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth), "no sideways scrolling").toBeLessThanOrEqual(390);
});

test("health answers when the database does", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok" });
  expect((await request.get("/api/cron/expiry")).status()).toBe(401);
});
