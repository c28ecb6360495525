import { expect, type Page } from "@playwright/test";
import { openRow, pressAndConfirm, rowWith } from "./app.ts";
import { zh } from "./words.ts";

/** Money out: what a distributor asks for, what two people of finance do with it, and what both see. */

export async function askToWithdraw(page: Page, yuan: string): Promise<void> {
  await page.goto("/distributor/withdraw");
  await page.getByLabel(zh("ownWithdrawal.amount"), { exact: true }).fill(yuan);
  await page.getByRole("button", { name: zh("ownWithdrawal.submit"), exact: true }).click();
  await expect(rowWith(page, `¥${yuan}`)).toContainText(zh("ownWithdrawal.status.REQUESTED"));
}

export async function approveWithdrawal(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/payouts/withdrawals?q=${encodeURIComponent(distributor)}`);
  await openRow(page, distributor);
  await pressAndConfirm(page, zh("withdrawal.approve"));
}

/** Takes everybody else off the list. Ends on the batch's page. */
export async function prepare(page: Page, distributor: string, provider: "SANDBOX" | "BANK" = "SANDBOX"): Promise<void> {
  await page.goto(`/admin/payouts/new?provider=${provider}`);
  await page.getByRole("checkbox", { name: zh("payout.preview.chooseAll"), exact: true }).uncheck();
  await page.getByRole("checkbox", { name: distributor }).check();
  await page.getByRole("button", { name: zh("payout.preview.submit"), exact: true }).click();
  await page.waitForURL(/\/admin\/payouts\/[0-9a-f-]{36}$/);
  await expect(page.getByText(zh("payout.approve.own"))).toBeVisible();
  await expect(page.getByRole("button", { name: zh("payout.approve.label"), exact: true })).toHaveCount(0);
}

export async function approve(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await pressAndConfirm(page, zh("payout.approve.label"));
}

/** Finance's list of everything that goes to one distributor. */
export async function openItems(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/payouts/items?q=${encodeURIComponent(distributor)}`);
}

export const expectStatus = (page: Page, amount: string, status: string) =>
  expect(rowWith(page, amount)).toContainText(zh(`payout.status.${status}`));

/** In the distributor's own list, in his words. */
export async function expectOwn(page: Page, ...wanted: [amount: string, status: string][]): Promise<void> {
  await page.goto("/distributor/payouts");
  for (const [amount, status] of wanted) await expect(rowWith(page, amount)).toContainText(zh(`payout.ownStatus.${status}`));
}

/** One person says what became of it … */
export async function propose(page: Page, outcome: "PAID" | "FAILED", reason: string): Promise<void> {
  await page.getByRole("button", { name: zh("payout.decide.propose"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: zh(`payout.decide.${outcome}`) }).check();
  await dialog.getByLabel(zh("payout.decide.reason"), { exact: true }).fill(reason);
  await dialog.getByRole("button", { name: zh("payout.decide.propose"), exact: true }).click();
  await expect(page.getByText(zh("payout.decide.mine"))).toBeVisible();
}

export const confirmName = (outcome: "PAID" | "FAILED") =>
  zh("payout.decide.confirm", { outcome: zh(`payout.decide.${outcome}`) });
