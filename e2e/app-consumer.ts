import { expect, type Page } from "@playwright/test";
import { textOf } from "./app.ts";
import { zh } from "./words.ts";

/** What a consumer does on his phone. */

export async function claim(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: zh("claim.claim"), exact: true }).click();
  await expectClaimed(page);
}

export async function askForCode(page: Page, phone: string): Promise<void> {
  await page.getByLabel(zh("claim.phone.label"), { exact: true }).fill(phone);
  await page.getByRole("button", { name: zh("claim.phone.send"), exact: true }).click();
  await expect(page.getByLabel(zh("claim.phone.codeLabel"), { exact: true })).toBeVisible();
}

export async function typeCodeAndClaim(page: Page, code: string): Promise<void> {
  await page.getByLabel(zh("claim.phone.codeLabel"), { exact: true }).fill(code);
  await page.getByRole("button", { name: zh("claim.phone.verifyAndClaim"), exact: true }).click();
}

export async function expectClaimed(page: Page, { again = false } = {}): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: zh(again ? "claim.got.again" : "claim.got.title") })).toBeVisible();
}

/** From the page that says it is claimed to the voucher itself. Answers its id. */
export async function openVoucher(page: Page): Promise<string> {
  await page.getByRole("link", { name: zh("claim.got.open"), exact: true }).click();
  await page.waitForURL(/\/v\/[0-9a-f-]{36}$/);
  return page.url().split("/").at(-1)!;
}

/** Uses a CODE voucher. Answers the code on the screen. */
export async function revealCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: zh("claim.code.use"), exact: true }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: zh("claim.code.confirm") })
    .click();
  return shownCode(page);
}

export async function seeCodeAgain(page: Page): Promise<string> {
  await page.getByRole("button", { name: zh("claim.code.again"), exact: true }).click();
  return shownCode(page);
}

async function shownCode(page: Page): Promise<string> {
  await expect(page.getByRole("button", { name: zh("claim.code.copy"), exact: true })).toBeVisible();
  return textOf(page.locator("section[aria-live=polite] .font-mono").last());
}

/** Shows the pass at the counter. Answers its eight digits. */
export async function showPass(page: Page): Promise<string> {
  await page.getByRole("button", { name: zh("claim.pass.show"), exact: true }).click();
  await expect(page.getByRole("img", { name: zh("claim.pass.qr") })).toBeVisible();
  return (await textOf(page.getByText(/^\d{4} \d{4}$/))).replace(" ", "");
}

/** The title of a page that says why there is nothing to claim. */
export async function expectNotice(page: Page, state: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: zh(`claim.state.${state}.title`) })).toBeVisible();
  await expect(page.getByRole("button", { name: zh("claim.claim"), exact: true })).toHaveCount(0);
}

/** What a voucher's page says first when it can no longer be used. */
export async function expectVoucherSays(page: Page, key: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: zh(`claim.voucher.${key}`) })).toBeVisible();
}

/** The link opened again: what I have already taken from it. */
export async function openMine(page: Page): Promise<void> {
  await page.getByRole("link", { name: zh("claim.got.open"), exact: true }).click();
  await page.waitForURL(/\/v\/[0-9a-f-]{36}$/);
}

/** The phone notices by itself that the counter has redeemed. */
export async function expectRedeemed(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: zh("claim.pass.done") })).toBeVisible();
}
