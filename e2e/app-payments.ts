import { expect, type Page } from "@playwright/test";
import { openRow, pressAndConfirm, rowWith } from "./app.ts";
import { zh } from "./words.ts";

/** Money in: how a distributor pays, how the sandbox and Stripe's page answer, what finance does. */

type Way = "SANDBOX" | "STRIPE" | "BANK";

export async function chooseWay(page: Page, way: Way): Promise<void> {
  await page.goto("/distributor/top-up");
  const choice = page.getByRole("radio", { name: zh(`payment.provider.${way}`) });
  await expect(choice).toBeEnabled();
  await choice.check({ force: true }); // the card is what one sees and presses
}

/** Types an amount and goes to the provider's page. */
export async function pay(page: Page, way: Way, yuan: string): Promise<void> {
  await chooseWay(page, way);
  await page.getByLabel(zh("ownTopup.amount"), { exact: true }).fill(yuan);
  await page.getByRole("button", { name: zh("ownTopup.next", { amount: "" }) }).click();
  await page.waitForURL(way === "SANDBOX" ? /\/pay\/sandbox\// : /127\.0\.0\.1:\d+\/pay\//);
}

/** At the sandbox's desk: what becomes of it, and whether its notice reaches us. Ends where the payer comes back to. */
export async function decide(page: Page, deed: "pay" | "fail" | "close", { silent = false } = {}): Promise<void> {
  if (silent) await page.getByRole("checkbox", { name: zh("paySandbox.silent") }).check();
  const button =
    deed === "pay"
      ? page.getByRole("button", { name: /^支付 ¥/ })
      : page.getByRole("button", { name: zh(`paySandbox.${deed}`), exact: true });
  await button.click();
  await page.waitForURL(/\/distributor\/top-up\/[0-9a-f-]{36}/);
}

/** On the fake Stripe's own page. */
export async function payAtStripe(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Fake Stripe Checkout" })).toBeVisible();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.waitForURL(/\/distributor\/top-up\/[0-9a-f-]{36}/);
}

export const expectStage = (page: Page, stage: string) =>
  expect(page.getByText(zh(`ownTopup.stage.${stage}`), { exact: true }).first()).toBeVisible({ timeout: 45_000 });

type Transfer = { yuan: string; reference: string; slip: Buffer };

/** Says that he transferred, with a picture of the slip. */
export async function sendTransfer(page: Page, { yuan, reference, slip }: Transfer): Promise<void> {
  await chooseWay(page, "BANK");
  await page.getByLabel(zh("ownTopup.amount"), { exact: true }).fill(yuan);
  await page.getByLabel(zh("ownTopup.bankReference"), { exact: true }).fill(reference);
  await page.locator("input[type=file]").setInputFiles({ name: "回单.png", mimeType: "image/png", buffer: slip });
  await expect(page.getByRole("button", { name: zh("common.upload.remove") })).toBeVisible();
  await page.getByRole("button", { name: zh("ownTopup.transferSubmit"), exact: true }).click();
  await page.waitForURL(/\/distributor\/top-up\/[0-9a-f-]{36}/);
}

export async function askRefund(page: Page, yuan: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: zh("ownTopup.refund.ask"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("ownTopup.refund.amount"), { exact: true }).fill(yuan);
  await dialog.getByLabel(zh("ownTopup.refund.reason"), { exact: true }).fill(reason);
  await dialog.getByRole("button", { name: zh("ownTopup.refund.submit"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Finance opens the one payment these words find. */
export async function openPayment(page: Page, search: string): Promise<void> {
  await page.goto(`/admin/payments?q=${encodeURIComponent(search)}`);
  await openRow(page, "SK-");
}

export async function approveRefund(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/payments/refunds?q=${encodeURIComponent(distributor)}`);
  await expect(rowWith(page, zh("payment.refundState.REQUESTED"))).toBeVisible();
  await openRow(page, "TK-");
  await pressAndConfirm(page, zh("payment.approve"));
}
