import { expect, type Page } from "@playwright/test";
import { zh } from "./words.ts";

/** What a distributor does: applies, buys, gives away. */

export type Applicant = { name: string; phone: string; email: string };

/** The form on a recruitment page, with the browser solving the captcha. Ends on the applicant's own status page. */
export async function apply(page: Page, inviteCode: string, { name, phone, email }: Applicant): Promise<void> {
  await page.goto(`/join/${inviteCode}`);
  await page.locator("altcha-widget").waitFor();
  await page.getByLabel(zh("join.form.name"), { exact: true }).fill(name);
  await page.getByLabel(zh("join.form.phone"), { exact: true }).fill(phone);
  await page.getByLabel(zh("join.form.email"), { exact: true }).fill(email);
  await page.getByLabel(zh("join.form.region"), { exact: true }).selectOption({ index: 1 });
  await page.getByLabel(zh("join.form.channel"), { exact: true }).selectOption({ index: 1 });
  await expect(page.locator("altcha-widget input[type=checkbox]")).toBeChecked({ timeout: 60_000 });
  await page.getByRole("button", { name: zh("join.form.submit"), exact: true }).click();
  await page.waitForURL(/\/join\/status\//);
}

export async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel(zh("auth.reset.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: zh("auth.reset.submit"), exact: true }).click();
  await expect(page.getByText(zh("auth.reset.doneTitle"))).toBeVisible();
}

/** Opens the purchase of a product with a number of vouchers filled in. */
export async function openPurchase(page: Page, product: string, quantity: number): Promise<void> {
  await page.goto("/distributor/buy");
  await page.getByRole("searchbox", { name: zh("buy.search") }).fill(product);
  await page.getByRole("button", { name: `${zh("buy.buy")} ${product}` }).click();
  await page.getByRole("dialog").getByLabel(zh("buy.quantity"), { exact: true }).fill(String(quantity));
}

export const purchaseButton = (page: Page) => page.getByRole("dialog").getByRole("button", { name: zh("buy.confirm") });

export async function buy(page: Page, product: string, quantity: number): Promise<void> {
  await openPurchase(page, product, quantity);
  await purchaseButton(page).click();
  await expect(page.getByText(zh("buy.done", { count: quantity }))).toBeVisible();
}

/** After a purchase: a claim link for all of it. Answers the address to give away. */
export async function makeLink(page: Page, { phoneCheck = false } = {}): Promise<string> {
  await page.getByRole("link", { name: zh("buy.makeLink"), exact: true }).click();
  await page.waitForURL(/\/distributor\/links\/new/);
  if (phoneCheck) await page.getByRole("switch", { name: zh("link.form.phoneCheck") }).check();
  await page.getByRole("button", { name: zh("link.form.submit"), exact: true }).click();
  await page.waitForURL(/\/distributor\/links\/[0-9a-f-]{36}$/);
  return (await page.getByRole("link", { name: zh("link.share.open"), exact: true }).getAttribute("href")) ?? "";
}

/** The QR code on the link's page and the poster that prints it are drawn. */
export async function expectQrAndPoster(page: Page): Promise<void> {
  await expectDrawn(page, zh("link.share.qr"));
  await page.getByRole("link", { name: zh("link.share.poster"), exact: true }).click();
  await page.waitForURL(/\/poster$/);
  await expectDrawn(page, zh("link.poster.preview"));
  await expect(page.getByRole("button", { name: zh("link.poster.print") })).toBeVisible();
}

async function expectDrawn(page: Page, alt: string): Promise<void> {
  const picture = page.getByRole("img", { name: alt });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
}
