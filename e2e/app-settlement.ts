import { expect, type Page } from "@playwright/test";
import { choose, openRow, pressAndConfirm, rowWith } from "./app.ts";
import { zh } from "./words.ts";

/** What finance and a distributor do about statements: preview, settle, contest, put right. */

/** Opens the preview of a run and answers the row of one distributor. */
export async function previewOf(page: Page, distributor: string) {
  await page.goto("/admin/settlement");
  await page.getByRole("link", { name: zh("settlement.preview.open"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: zh("settlement.preview.page") })).toBeVisible();
  return rowWith(page, distributor);
}

/** Runs it from the preview; the question shows what it comes to. */
export async function runFromPreview(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: zh("settlement.run"), exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(words);
  await dialog.getByRole("button").last().click();
  await expect(dialog).toBeHidden();
}

export async function openStatementOf(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/settlement/statements?q=${encodeURIComponent(distributor)}`);
  await openRow(page, distributor);
}

/** The distributor opens his newest statement and contests its first line. */
export async function contestFirstLine(page: Page, text: string): Promise<void> {
  await page.goto("/distributor/statements");
  await openRow(page, "ST-");
  await page
    .getByRole("button", { name: zh("statement.dispute.action") })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("statement.dispute.reason")).fill(text);
  await dialog.getByRole("button", { name: zh("statement.dispute.title"), exact: true }).click();
  await page.waitForURL(/\/distributor\/disputes\//);
}

export async function openDisputeOf(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/disputes?q=${encodeURIComponent(distributor)}`);
  await openRow(page, distributor);
}

/** Either side writes in the open dispute. */
export async function answer(page: Page, text: string): Promise<void> {
  await page.getByLabel(zh("dispute.reply"), { exact: true }).fill(text);
  await page.getByRole("button", { name: zh("dispute.send"), exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
}

/** Finance decides that too little was counted. */
export async function correct(page: Page, yuan: string, text: string): Promise<void> {
  await page.getByRole("button", { name: zh("dispute.decide"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(zh("dispute.outcome.CORRECTED"), { exact: true }).click();
  await dialog.getByLabel(zh("dispute.correction"), { exact: true }).fill(yuan);
  await dialog.getByLabel(zh("dispute.answer"), { exact: true }).fill(text);
  await dialog.getByRole("button", { name: zh("dispute.decide"), exact: true }).click();
  await expect(page.getByText(zh("dispute.status.CORRECTED"), { exact: true }).first()).toBeVisible();
}

/** A second person approves what is asked for one distributor. */
export async function approveAdjustment(page: Page, distributor: string): Promise<void> {
  await page.goto(`/admin/adjustments?status=REQUESTED&q=${encodeURIComponent(distributor)}`);
  await pressAndConfirm(page, rowWith(page, distributor).getByRole("button", { name: zh("adjustment.approve"), exact: true }));
  await expect(rowWith(page, distributor)).toHaveCount(0);
}

/** Asks for money back from a distributor. */
export async function askBack(page: Page, distributor: string, yuan: string, reason: string): Promise<void> {
  await page.goto("/admin/adjustments");
  await page.getByRole("button", { name: zh("adjustment.create"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await choose(dialog, zh("adjustment.distributor"), distributor);
  await dialog.getByText(zh("adjustment.MINUS"), { exact: true }).click();
  await dialog.getByLabel(zh("adjustment.amount"), { exact: true }).fill(yuan);
  await dialog.getByLabel(zh("adjustment.reason")).fill(reason);
  await dialog.getByRole("button", { name: zh("adjustment.create"), exact: true }).click();
  await expect(dialog).toBeHidden();
}
