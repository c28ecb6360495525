import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { demo, demoPassword, enter, signIn } from "./app.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const password = "a long enough password";

async function invite(owner: Page, email: string): Promise<string> {
  await owner.goto("/admin/staff");
  await owner.getByRole("button", { name: "邀请员工" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.locator("[name=email]").fill(email);
  await dialog.locator("[name=name]").fill("新来的同事");
  await dialog.getByRole("button", { name: "发送邀请" }).click();
  await expect(owner.getByRole("cell", { name: email })).toBeVisible();
  return readLink(owner, email);
}

/** The newest mail to somebody, as the message log shows what the sandbox sent. */
async function readLink(owner: Page, email: string): Promise<string> {
  await expect(async () => {
    await owner.goto(`/admin/messages?status=SENT&q=${email}`);
    await expect(owner.getByRole("link", { name: new RegExp(email) })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await owner
    .getByRole("link", { name: new RegExp(email) })
    .first()
    .click();
  await owner.waitForURL(/messages\/[0-9a-f-]{36}/);
  const text = await owner.getByTestId("message-text").textContent();
  return new URL(/https?:\/\/\S+/.exec(text ?? "")?.[0] ?? "about:blank").pathname;
}

async function typePassword(page: Page, email: string, typed: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(typed);
  await page.locator("button[type=submit]").click();
}

test("a colleague is invited, sets a password once and signs in with two steps until the role changes", async ({
  page,
  browser,
}) => {
  await enter(page, demo("owner"));
  const email = `colleague-${Date.now()}@example.com`;
  const link = await invite(page, email);

  const colleague = await (await browser.newContext()).newPage();
  await colleague.goto(link);
  await colleague.locator("[name=password]").fill(password);
  await expectAccessible(colleague);
  await colleague.locator("button[type=submit]").click();
  await expect(colleague.getByText("密码已设置")).toBeVisible();
  await colleague.goto(link);
  await expect(colleague.getByRole("heading", { name: "链接已失效" })).toBeVisible();

  await signIn(colleague, email, password);
  await colleague.goto("/admin/account");
  await colleague.getByRole("button", { name: "开始设置" }).click();
  const secret = ((await colleague.locator("code").textContent()) ?? "").replaceAll(/\s/g, "");
  await colleague.locator("[name=code]").fill(new TOTP({ secret }).generate());
  await colleague.getByRole("button", { name: "确认并开启" }).click();
  const codes = await colleague.locator("ol > li").allTextContents();
  expect(codes.length).toBeGreaterThanOrEqual(10);
  await expectAccessible(colleague);
  await colleague.getByRole("checkbox").check();
  await colleague.getByRole("button", { name: "完成" }).click();

  const elsewhere = await (await browser.newContext()).newPage();
  await typePassword(elsewhere, email, password);
  await elsewhere.locator("[name=code]").fill("000000");
  await elsewhere.locator("button[type=submit]").click();
  await expect(elsewhere.getByText("动态验证码不正确")).toBeVisible();
  await elsewhere.getByRole("button", { name: "用恢复码登录" }).click();
  await elsewhere.locator("[name=code]").fill(codes.find((code) => /^\w{4}-\w{4}-\w{4}$/.test(code)) ?? "");
  await elsewhere.locator("button[type=submit]").click();
  await expect(elsewhere).toHaveURL(/\/admin/);

  await page.goto(`/admin/staff?q=${email}`);
  await page.getByRole("button", { name: /^管理/ }).click();
  await page.getByRole("menuitem", { name: "修改角色" }).click();
  await page.getByLabel("审计").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const one of [colleague, elsewhere]) {
    await one.goto("/admin/products");
    await expect(one).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fproducts/);
  }
});

test("a forgotten password is reset by mail, and unknown addresses hear the same", async ({ page, browser }) => {
  const email = `forgetful-${Date.now()}@example.com`;
  await enter(page, demo("owner"));
  await invite(page, email);
  const stranger = await (await browser.newContext()).newPage();
  for (const address of ["nobody@example.com", email]) {
    await stranger.goto("/forgot");
    await stranger.locator("[name=email]").fill(address);
    await stranger.locator("button[type=submit]").click();
    await expect(stranger.getByText("请查收邮件")).toBeVisible();
  }
  await expect(async () => {
    await page.goto(`/admin/messages?template=password.reset&status=SENT&q=${email}`);
    await expect(page.getByRole("link", { name: new RegExp(email) })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test("wrong turns: wrong password, wrong area, a link that leads elsewhere", async ({ page }) => {
  await typePassword(page, demo("support"), "not the password");
  await expect(page.getByText("邮箱或密码不正确")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/sign-in?next=https://evil.example/admin");
  await page.locator("[name=email]").fill(demo("support"));
  await page.locator("[name=password]").fill(demoPassword);
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(/\/admin$/);
  for (const path of ["/admin/staff", "/admin/settings", "/distributor", "/store"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "没有权限" }), path).toBeVisible();
  }
});
