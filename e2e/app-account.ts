import { expect, type Page } from "@playwright/test";
import { pressAndConfirm, rowWith } from "./app.ts";
import { linkIn, readMessage } from "./app-operator.ts";
import { zh } from "./words.ts";

/** What people do about their own and each other's accounts. */

/** The owner sends an invitation. Answers the link of the mail. */
export async function inviteColleague(owner: Page, email: string): Promise<string> {
  await owner.goto("/admin/staff");
  await owner.getByRole("button", { name: zh("staff.invite.open"), exact: true }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel(zh("staff.email"), { exact: true }).fill(email);
  await dialog.getByLabel(zh("staff.name"), { exact: true }).fill("新来的同事");
  await dialog.getByRole("button", { name: zh("staff.invite.submit"), exact: true }).click();
  await expect(dialog).toBeHidden();
  return linkIn(await readMessage(owner, email, "account.created"));
}

export async function changeRole(owner: Page, email: string, role: string): Promise<void> {
  await owner.goto(`/admin/staff?q=${encodeURIComponent(email)}`);
  await rowWith(owner, email).getByRole("button").click();
  await owner.getByRole("menuitem", { name: zh("staff.changeRole") }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByRole("radio", { name: zh(`staff.role.${role}`) }).check();
  await dialog.getByRole("button", { name: zh("common.action.save"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

export async function askForReset(page: Page, email: string): Promise<void> {
  await page.goto("/forgot");
  await page.getByLabel(zh("auth.forgot.email"), { exact: true }).fill(email);
  await page.getByRole("button", { name: zh("auth.forgot.submit"), exact: true }).click();
  await expect(page.getByText(zh("auth.forgot.sentTitle"))).toBeVisible();
}

/** The owner asks all staff for two-step sign-in, or no longer. */
export async function requireTwoStep(owner: Page): Promise<void> {
  await owner.goto("/admin/settings");
  const wish = owner.getByRole("switch", { name: zh("setting.requireStaffTotp") });
  await wish.setChecked(!(await wish.isChecked()), { force: true });
  await owner.getByRole("button", { name: zh("common.action.saveChanges"), exact: true }).click();
}

/** Two-step sign-in is set up up to its secret, on one's account page or where one was sent to do it first. */
export async function beginTwoStep(page: Page, path = "/admin/account"): Promise<string> {
  await page.goto(path);
  await page.getByRole("button", { name: zh("account.twoStep.begin"), exact: true }).click();
  await expect(page.getByRole("img", { name: zh("account.twoStep.qr") })).toBeVisible();
  return ((await page.locator("code").textContent()) ?? "").replaceAll(/\s/g, "");
}

/** The app's code proves the secret. Answers the recovery codes, shown this once. */
export async function finishTwoStep(page: Page, code: string): Promise<string[]> {
  await page.getByLabel(zh("account.twoStep.code"), { exact: true }).fill(code);
  await page.getByRole("button", { name: zh("account.twoStep.confirm"), exact: true }).click();
  const list = page.getByRole("list", { name: zh("account.twoStep.codesTitle") });
  await expect(list).toBeVisible();
  const codes = await list.getByRole("listitem").allTextContents();
  await page.getByRole("checkbox", { name: zh("account.twoStep.kept") }).check();
  await page.getByRole("button", { name: zh("common.action.done"), exact: true }).click();
  await expect(list).toBeHidden();
  return codes;
}

export async function typeAppCode(page: Page, code: string): Promise<void> {
  await page.getByLabel(zh("auth.signIn.code"), { exact: true }).fill(code);
  await page.getByRole("button", { name: zh("auth.signIn.submit"), exact: true }).click();
}

export async function typeRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByRole("button", { name: zh("auth.signIn.useRecovery"), exact: true }).click();
  await page.getByLabel(zh("auth.signIn.recoveryCode"), { exact: true }).fill(code);
  await page.getByRole("button", { name: zh("auth.signIn.submit"), exact: true }).click();
}

export async function signOutEverywhere(page: Page): Promise<void> {
  await page.goto("/admin/account");
  await pressAndConfirm(page, zh("account.sessions.everywhere"));
  await expect(page).toHaveURL(/sign-in/);
}

/** The next page he opens asks him to sign in. */
export async function expectSignedOut(page: Page): Promise<void> {
  await page.goto("/admin/products");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fproducts/);
}
