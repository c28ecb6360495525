import type { Page } from "@playwright/test";
import type { Db } from "#lib/db.ts";
import { enter, expectNoSidewaysScroll } from "./app.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { listPages, listScreens } from "./screens.ts";

// A trace of fifty pages costs more than it tells: what is wrong is in the message.
test.use({ trace: "off" });

/** Where a person is sent on: he never sees the page itself. */
const passedThrough = ["/two-step"];

test("no page is forgotten here", async ({ db }) => {
  const screens = await listScreens(db);
  const forgotten = listPages().filter(
    ({ page, pattern }) => !passedThrough.includes(page) && !screens.some(({ path }) => pattern.test(path)),
  );
  expect(forgotten.map(({ page }) => page)).toEqual([]);
});

/** Opens each screen of one kind of people; a screen that fails does not hide the others. */
async function visit(page: Page, db: Db, as: string | null, look: () => Promise<void>) {
  const screens = (await listScreens(db)).filter((screen) => screen.as === as);
  expect(screens.length).toBeGreaterThan(2);
  if (as) await enter(page, as);
  for (const { path, status } of screens) {
    await test.step(path, async () => {
      const answer = await page.goto(path);
      expect.soft(answer?.status(), path).toBe(status);
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
