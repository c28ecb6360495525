import { expect, type Page } from "@playwright/test";
import { openRow, pressAndConfirm } from "./app.ts";
import { zh } from "./words.ts";

/** What finance does at the end of a period. */

/** Closes what is due into statements. */
export async function settle(page: Page): Promise<void> {
  await page.goto("/admin/settlement");
  await pressAndConfirm(page, zh("settlement.run"));
}

async function openStatement(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/settlement/statements?q=${encodeURIComponent(distributor)}`);
  await openRow(page, distributor);
}

export async function preparePayment(page: Page, distributor: string, reference: string): Promise<void> {
  await openStatement(page, distributor);
  await page.getByRole("button", { name: zh("statement.payment.prepare"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("statement.payment.reference"), { exact: true }).fill(reference);
  await dialog.getByRole("button", { name: zh("statement.payment.prepare"), exact: true }).click();
  await expect(page.getByText(zh("statement.payment.own"))).toBeVisible();
  await expect(page.getByRole("button", { name: zh("statement.payment.approve"), exact: true })).toHaveCount(0);
}

export async function approvePayment(page: Page, distributor: string): Promise<void> {
  await openStatement(page, distributor);
  await pressAndConfirm(page, zh("statement.payment.approve"));
  await expect(page.getByText(zh("statement.status.PAID"), { exact: true }).first()).toBeVisible();
}
