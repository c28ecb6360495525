import type { Page } from "@playwright/test";
import { pressAndConfirm } from "./app.ts";
import { zh } from "./words.ts";

/** What finance does at the end of a period. */

/** Closes what is due into statements. */
export async function settle(page: Page): Promise<void> {
  await page.goto("/admin/settlement");
  await pressAndConfirm(page, zh("settlement.run"));
}
