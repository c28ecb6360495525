import { expect, type Page } from "@playwright/test";
import { zh } from "./words.ts";

/** What the counter does. */

export async function lookUp(page: Page, code: string): Promise<void> {
  await page.goto("/store");
  await page.getByLabel(zh("store.desk.label"), { exact: true }).fill(code);
  await page.getByRole("button", { name: zh("store.desk.check"), exact: true }).click();
}

export async function expectAnswer(page: Page, state: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: zh(`store.answer.${state}`) })).toBeVisible();
}

export async function redeem(page: Page, code: string): Promise<void> {
  await lookUp(page, code);
  await expectAnswer(page, "VALID");
  await page.getByRole("button", { name: zh("store.desk.redeem"), exact: true }).click();
  await expectAnswer(page, "REDEEMED");
}
