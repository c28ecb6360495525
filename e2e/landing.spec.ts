import { expect, expectAccessible, test } from "./fixtures.ts";
import { en } from "./words.ts";

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

test("an address names its language for search engines; links behind it follow, and the switch still decides", async ({
  page,
  request,
}) => {
  const sitemap = await (await request.get("/sitemap.xml")).text();
  expect(sitemap).toMatch(/hreflang="en" href="[^"]*\/pricing\?lang=en"/);
  for (const path of ["/", "/pricing", "/guides", "/guides/import"]) {
    await page.context().clearCookies();
    await page.goto(path);
    await expect(page.locator("html"), path).toHaveAttribute("lang", "zh-CN");
    const english = await page.locator('link[rel="alternate"][hreflang="en"]').getAttribute("href");
    expect(new URL(english ?? "").search, path).toBe("?lang=en");
    await page.goto(new URL(english ?? "").pathname + new URL(english ?? "").search);
    await expect(page.locator("html"), path).toHaveAttribute("lang", "en");
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", english ?? "");
  }
  await page.goto("/join?lang=en");
  await expect(page).toHaveURL(/\/join\/\w+\?lang=en$/);
  await page
    .getByRole("link", { name: en("marketing.nav.guides"), exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/guides$/);
  await expect(page.getByRole("heading", { level: 1, name: en("marketing.guides.title") })).toBeVisible();
  await page.goto("/pricing?lang=en");
  await page.getByRole("button", { name: en("common.language.zh-CN"), exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page).toHaveURL(/\/pricing$/);
  await page.goto("/guides");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("health answers when the database does", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok" });
  expect((await request.get("/api/cron/expiry")).status()).toBe(401);
});
