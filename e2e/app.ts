import { expect, type Locator, type Page, type Response } from "@playwright/test";
import { zh } from "./words.ts";

/** What anybody does, in words. Selectors live in e2e/app*.ts and nowhere else. */
export const demoPassword = "kayisu-demo-2026";
export const demo = (name: string) => `${name}@demo.kayisu`;

/** A few letters nobody else's test has. */
export const tag = () => crypto.randomUUID().slice(0, 8);

/** Through the form, as a person signs in. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await typeSignIn(page, email, password);
  await expect(page).not.toHaveURL(/sign-in/);
}

export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(zh("auth.signIn.email")).fill(email);
  await page.getByLabel(zh("auth.signIn.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: zh("auth.signIn.submit"), exact: true }).click();
}

/** By the form's two requests: for journeys that are about something else. */
export async function enter(page: Page, email: string, password = demoPassword): Promise<void> {
  const { request } = page.context();
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const base = new URL((await request.get("/api/health")).url()).origin;
  const form = { csrfToken, email, password, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { form, headers: { origin: base } });
  expect(answer.ok(), `signing in as ${email}`).toBe(true);
}

/** Presses a button that asks first, answers yes, and waits until the question is gone. */
export async function pressAndConfirm(page: Page, button: string | Locator, reason?: string): Promise<void> {
  const pressed = typeof button === "string" ? page.getByRole("button", { name: button, exact: true }) : button;
  await pressed.first().click();
  const dialog = page.getByRole("alertdialog");
  if (reason) await dialog.getByLabel(zh("common.confirm.reason")).fill(reason);
  await dialog.getByRole("button").last().click();
  await expect(dialog).toBeHidden();
}

/** Types into a list one searches and takes the first that fits. */
export async function choose(within: Page | Locator, label: string, wanted: string): Promise<void> {
  const box = within.getByRole("combobox", { name: label });
  await box.fill(wanted);
  await within.getByRole("option", { name: wanted }).first().click();
}

/** A table's row, by words in it. */
export const rowWith = (page: Page, ...words: string[]): Locator =>
  words.reduce((rows, word) => rows.filter({ hasText: word }), page.getByRole("row"));

/** Opens the one row of a list that has these words. */
export async function openRow(page: Page, ...words: string[]): Promise<void> {
  const from = page.url();
  await rowWith(page, ...words)
    .first()
    .locator("a.row-link")
    .click();
  await page.waitForURL((url) => url.href !== from);
}

/** The number under a word on a page of figures, as it is written there. */
export async function figure(page: Page, label: string): Promise<string> {
  const card = page.locator(".tile").filter({ has: page.getByText(label, { exact: true }) });
  return textOf(card.locator(".tnum.font-semibold").first());
}

export const textOf = async (place: Locator): Promise<string> => ((await place.textContent()) ?? "").trim();

/** The page for what is not there, or not yours; `answer` is what opening it gave. */
export async function expectNotFound(page: Page, answer: Response | null): Promise<void> {
  expect(answer?.status(), page.url()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: zh("common.page.notFoundTitle") })).toBeVisible();
}

/** Signed in, but not for this role. */
export async function expectForbidden(page: Page, answer: Response | null): Promise<void> {
  expect(answer?.status(), page.url()).toBe(403);
  await expect(page.getByRole("heading", { level: 1, name: zh("common.page.forbiddenTitle") })).toBeVisible();
}

/** Nothing hangs over the right edge of a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: window.innerWidth }));
  expect.soft(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(room);
}
