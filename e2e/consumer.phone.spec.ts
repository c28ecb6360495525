import type { Page, TestInfo } from "@playwright/test";
import { maskPhone } from "#domain/person/rules.ts";
import { demo, expectNoSidewaysScroll } from "./app.ts";
import * as consumer from "./app-consumer.ts";
import { codeIn, readMessage } from "./app-operator.ts";
import { expectAccessible, test } from "./fixtures.ts";
import { giveLink, makeStocked } from "./story.ts";

const looks = [
  { locale: "zh-CN", colorScheme: "light" },
  { locale: "en", colorScheme: "dark" },
] as const;

/** Each state as a consumer sees it: kept as a picture, free of serious faults, within the screen. */
async function keep(page: Page, info: TestInfo, name: string): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, fullPage: true });
  await info.attach(name, { path, contentType: "image/png" });
}

for (const { locale, colorScheme } of looks) {
  test(`a consumer's way in ${locale}, ${colorScheme}`, async ({ page, as, db, baseURL }, info) => {
    await page.context().addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await page.emulateMedia({ colorScheme });
    const coded = await makeStocked(db, { product: { usageRules: "仅限本人使用。\n兑换后立即生效，不支持退换。" } });
    const stored = await makeStocked(db, { product: { fulfilment: "STORE" } });
    const mobile = consumer.pickMobile();

    await page.goto((await giveLink(db, coded, { phoneCheck: true })).path);
    await keep(page, info, "1 a link that checks the phone");
    await consumer.askForCode(page, mobile);
    await keep(page, info, "2 the code has been sent");
    const office = await as(demo("owner"));
    await consumer.typeCodeAndClaim(page, codeIn(await readMessage(office, maskPhone(mobile), "phone.code")));
    await keep(page, info, "3 claimed");
    await consumer.openVoucher(page);
    await keep(page, info, "4 a voucher with a code");
    await consumer.askToReveal(page);
    await keep(page, info, "5 it asks before it shows");
    await consumer.confirmReveal(page);
    await keep(page, info, "6 the code");

    await page.goto((await giveLink(db, stored, { perPersonLimit: 2 })).path);
    await keep(page, info, "7 a link without a check");
    await consumer.claim(page, page.url());
    await consumer.openVoucher(page);
    await keep(page, info, "8 a voucher for a shop");
    await consumer.showPass(page);
    await keep(page, info, "9 the pass");
    await page.goto("/v");
    await keep(page, info, "10 my vouchers");
    await page.goto("/v?tab=used");
    await keep(page, info, "11 used");

    const closed = {
      SOLD_OUT: { quota: 1 },
      NOT_OPEN_YET: { opensAt: new Date(Date.now() + 26 * 3_600_000) },
      ENDED: { closesAt: new Date(Date.now() - 3_600_000) },
      PAUSED: { status: "PAUSED" as const },
      REVOKED: { status: "REVOKED" as const },
    };
    for (const [state, terms] of Object.entries(closed)) {
      const { path } = await giveLink(db, stored, terms);
      if (state === "SOLD_OUT") await consumer.claim(await as(), path);
      await page.goto(path);
      await consumer.expectNotice(page, state);
      await keep(page, info, `12 ${state}`);
    }
    await page.goto("/c/wrong-token");
    await consumer.expectNotice(page, "NOT_FOUND");
    await keep(page, info, "13 a wrong link");
  });
}
