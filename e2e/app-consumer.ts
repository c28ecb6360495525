import { expect, type Page } from "@playwright/test";
import { textOf } from "./app.ts";
import { wordsOn } from "./words.ts";

/** What a consumer does on his phone, in the language it shows. */

/** A mobile number nobody else's test has. */
export const pickMobile = () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

const press = async (page: Page, key: string) =>
  page.getByRole("button", { name: (await wordsOn(page))(key), exact: true }).click();

export async function claim(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await press(page, "claim.claim");
  await expectClaimed(page);
}

export async function askForCode(page: Page, mobile: string): Promise<void> {
  const t = await wordsOn(page);
  await page.getByLabel(t("claim.phone.label"), { exact: true }).fill(mobile);
  await press(page, "claim.phone.send");
  await expect(page.getByLabel(t("claim.phone.codeLabel"), { exact: true })).toBeVisible();
}

export async function typeCodeAndClaim(page: Page, code: string): Promise<void> {
  const t = await wordsOn(page);
  await page.getByLabel(t("claim.phone.codeLabel"), { exact: true }).fill(code);
  await press(page, "claim.phone.verifyAndClaim");
  await expectClaimed(page);
}

export async function expectClaimed(page: Page): Promise<void> {
  const t = await wordsOn(page);
  await expect(page.getByRole("heading", { level: 1, name: t("claim.got.title") })).toBeVisible();
}

/** From the page that says it is claimed, or from the link opened again, to the voucher itself. Answers its id. */
export async function openVoucher(page: Page): Promise<string> {
  const t = await wordsOn(page);
  await page.getByRole("link", { name: t("claim.got.open"), exact: true }).click();
  await page.waitForURL(/\/v\/[0-9a-f-]{36}$/);
  return page.url().split("/").at(-1)!;
}

/** A CODE voucher is used by looking at it, so it asks first. */
export const askToReveal = (page: Page): Promise<void> => press(page, "claim.code.use");

export async function confirmReveal(page: Page): Promise<string> {
  await press(page, "claim.code.confirm");
  return shownCode(page);
}

export async function seeCodeAgain(page: Page): Promise<string> {
  await press(page, "claim.code.again");
  return shownCode(page);
}

async function shownCode(page: Page): Promise<string> {
  const t = await wordsOn(page);
  await expect(page.getByRole("button", { name: t("claim.code.copy"), exact: true })).toBeVisible();
  return textOf(page.locator("section[aria-live=polite] .font-mono").last());
}

/** Shows the pass at the counter. Answers its eight digits. */
export async function showPass(page: Page): Promise<string> {
  const t = await wordsOn(page);
  await press(page, "claim.pass.show");
  await expect(page.getByRole("img", { name: t("claim.pass.qr") })).toBeVisible();
  return (await textOf(page.getByText(/^\d{4} \d{4}$/))).replace(" ", "");
}

/** The phone notices by itself that the counter has redeemed. */
export async function expectRedeemed(page: Page): Promise<void> {
  const t = await wordsOn(page);
  await expect(page.getByRole("heading", { level: 2, name: t("claim.pass.done") })).toBeVisible();
}

/** The title of a page that says why there is nothing to claim. */
export async function expectNotice(page: Page, state: string): Promise<void> {
  const t = await wordsOn(page);
  await expect(page.getByRole("heading", { level: 1, name: t(`claim.state.${state}.title`) })).toBeVisible();
  await expect(page.getByRole("button", { name: t("claim.claim"), exact: true })).toHaveCount(0);
}

/** What a voucher's page says first when it can no longer be used. */
export async function expectVoucherSays(page: Page, key: string): Promise<void> {
  const t = await wordsOn(page);
  await expect(page.getByRole("status").filter({ hasText: t(`claim.voucher.${key}`) })).toBeVisible();
}
