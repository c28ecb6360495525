import { expect, type Page } from "@playwright/test";
import { choose, openRow, pressAndConfirm, rowWith, textOf } from "./app.ts";
import { zh } from "./words.ts";

/** What the operator's people do in the back office. */

export type NewProduct = {
  name: string;
  fulfilment: "CODE" | "STORE";
  retail: string;
  floor: string;
  /** Level name → purchase price in yuan. */
  prices: Record<string, string>;
  category: string;
};

export async function fillProduct(page: Page, product: NewProduct): Promise<void> {
  const field = (key: string) => page.getByLabel(zh(`product.${key}`), { exact: true });
  await page.goto("/admin/products/new");
  await field("name").fill(product.name);
  await choose(page, zh("product.category"), product.category);
  await field("faceValue").fill(product.retail);
  await field("retail").fill(product.retail);
  await field("cost").fill("15");
  await field("floor").fill(product.floor);
  for (const [level, price] of Object.entries(product.prices)) await page.getByLabel(level, { exact: true }).fill(price);
  await page.getByRole("radio", { name: zh(`product.fulfilment.${product.fulfilment}`) }).check();
}

export async function saveProduct(page: Page): Promise<void> {
  await page.getByRole("button", { name: zh("common.action.create"), exact: true }).click();
}

/** A product with a price for each level, on sale. Answers its id. */
export async function createProduct(page: Page, product: NewProduct): Promise<string> {
  await fillProduct(page, product);
  await saveProduct(page);
  await page.waitForURL(/\/admin\/products\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: product.name })).toBeVisible();
  await pressAndConfirm(page, zh("product.sale.turnOn"));
  await expect(page.getByText(zh("product.sale.on"), { exact: true }).first()).toBeVisible();
  return page.url().split("/").at(-1)!;
}

type CodeFile = { name: string; mimeType: string; buffer: Buffer };

/** Chooses product and file and sends it: what comes back is the preview or a refusal. */
export async function uploadCodes(page: Page, product: string, file: CodeFile): Promise<void> {
  await page.goto("/admin/batches/import");
  await choose(page, zh("batch.upload.product"), product);
  await page.getByLabel(zh("batch.upload.file"), { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: zh("batch.upload.start"), exact: true }).click();
}

/** The encoding and the columns the preview has found; the import runs only after somebody looked at them. */
export async function startImport(page: Page, encoding: string): Promise<void> {
  await expect(page.getByLabel(zh("batch.setup.encoding"))).toHaveValue(encoding);
  await page.getByRole("button", { name: zh("batch.setup.start"), exact: true }).click();
}

export type ImportCounts = { rows: number; imported: number; duplicate: number; refused: number };

export async function expectImported(page: Page, counts: ImportCounts): Promise<void> {
  await expect(page.getByText(zh("batch.done.adds"))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(zh("batch.sum", counts), { exact: true })).toBeVisible();
}

/** The report as a person saves it. */
export async function downloadReport(page: Page): Promise<string> {
  return (await download(page, zh("batch.done.report"))).toString("utf8");
}

/** Presses what downloads and answers the file. */
export async function download(page: Page, label: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: label, exact: true }).first().click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await coming).createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Codes of our own for a product that is redeemed in a shop. */
export async function generateCodes(page: Page, product: string, quantity: number): Promise<void> {
  await page.goto("/admin/batches/generate");
  await choose(page, zh("batch.gen.product"), product);
  await page.getByLabel(zh("batch.gen.quantity"), { exact: true }).fill(String(quantity));
  await page.getByRole("button", { name: zh("batch.gen.submit"), exact: true }).click();
  await page.waitForURL(/\/admin\/batches\/[0-9a-f-]{36}$/);
  await expect(page.getByText(zh("batch.done.adds"))).toBeVisible();
}

export async function createMerchant(page: Page, merchant: { name: string; email: string; product: string }): Promise<void> {
  await page.goto("/admin/merchants/new");
  await page.getByLabel(zh("merchant.name"), { exact: true }).fill(merchant.name);
  await page.getByLabel(zh("merchant.user.name"), { exact: true }).fill("店员");
  await page.getByLabel(zh("merchant.user.email"), { exact: true }).fill(merchant.email);
  await page.getByRole("checkbox", { name: merchant.product }).check();
  await page.getByRole("button", { name: zh("common.action.create"), exact: true }).click();
  await page.waitForURL(/\/admin\/merchants\/[0-9a-f-]{36}$/);
}

/** One click from the queue, with the level chosen. */
export async function approve(page: Page, applicant: string, level: string): Promise<void> {
  await page.goto(`/admin/applications?q=${encodeURIComponent(applicant)}`);
  await rowWith(page, applicant)
    .getByRole("button", { name: zh("application.approve") })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("application.level"), { exact: true }).selectOption({ label: level });
  await dialog.getByRole("button", { name: zh("application.approve"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** What the newest message to an address says, read in the message log once the sandbox has sent it. */
export async function readMessage(page: Page, recipient: string, template: string): Promise<string> {
  const filter = new URLSearchParams({ q: recipient, template, status: "SENT" });
  await expect(async () => {
    await page.goto(`/admin/messages?${filter}`);
    await expect(rowWith(page, recipient).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await openRow(page, recipient);
  return textOf(page.getByTestId("message-text"));
}

export const linkIn = (text: string): string => text.match(/https?:\/\/\S+/)?.[0] ?? "no link in the message";
export const codeIn = (text: string): string => text.match(/\b\d{6}\b/)?.[0] ?? "no code in the message";

export type Transfer = { distributor: string; yuan: string; reference: string };

export async function recordTopUp(page: Page, { distributor, yuan, reference }: Transfer): Promise<void> {
  await page.goto("/admin/topups");
  await page.getByRole("button", { name: zh("topup.record"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await choose(dialog, zh("topup.distributor"), distributor);
  await dialog.getByLabel(zh("topup.amount"), { exact: true }).fill(yuan);
  await dialog.getByLabel(zh("topup.bankReference"), { exact: true }).fill(reference);
  await dialog.getByRole("button", { name: zh("topup.record"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

export async function openTopUp(page: Page, reference: string): Promise<void> {
  await page.goto(`/admin/topups?q=${reference}`);
  await openRow(page, reference);
}

export async function confirmTopUp(page: Page, reference: string): Promise<void> {
  await openTopUp(page, reference);
  await pressAndConfirm(page, zh("topup.confirm"));
  await expect(page.getByText(zh("topup.status.CONFIRMED"), { exact: true }).first()).toBeVisible();
}
