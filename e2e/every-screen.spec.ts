import { enter, expectNoSidewaysScroll } from "./app.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { listScreens } from "./screens.ts";

const notFound = ["/c/wrong-token"];

/** Opens each screen of one kind of people; a screen that fails does not hide the others. */
async function visit(
  page: import("@playwright/test").Page,
  db: import("#lib/db.ts").Db,
  as: string | null,
  look: () => Promise<void>,
) {
  const screens = (await listScreens(db)).filter((screen) => screen.as === as);
  expect(screens.length).toBeGreaterThan(2);
  if (as) await enter(page, as);
  for (const { path } of screens) {
    await test.step(path, async () => {
      const answer = await page.goto(path);
      expect.soft(answer?.status(), path).toBe(notFound.includes(path) ? 404 : 200);
      await expect.soft(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      await expect.soft(page.locator("[data-skeleton]"), path).toHaveCount(0);
      await look();
    });
  }
}

const people = {
  strangers: null,
  "the owner": "owner@demo.kayisu",
  "a distributor": "lin@demo.kayisu",
  "a merchant": "store@demo.kayisu",
};

for (const [who, as] of Object.entries(people)) {
  test(`every screen of ${who} opens without a serious fault`, async ({ page, db }) => {
    test.setTimeout(240_000);
    await visit(page, db, as, () => expectAccessible(page));
  });

  test(`every screen of ${who} fits a phone, in English and dark`, async ({ phone, db, baseURL }) => {
    test.setTimeout(240_000);
    await phone.context().addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
    await phone.emulateMedia({ colorScheme: "dark" });
    await visit(phone, db, as, async () => {
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone);
    });
  });
}
