import { expect, type Page } from "@playwright/test";

/** What a user does, in words. Selectors live here and nowhere else. */
export const demoPassword = "kayisu-demo-2026";
export const demo = (name: string) => `${name}@demo.kayisu`;

/** Through the form, as a person signs in. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await expect(page).not.toHaveURL(/sign-in/);
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

/** Nothing hangs over the right edge of a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: window.innerWidth }));
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(room);
}
