import { TOTP } from "otpauth";
import { demo, demoPassword, expectForbidden, signIn, tag, typeSignIn } from "./app.ts";
import * as account from "./app-account.ts";
import { setPassword } from "./app-distributor.ts";
import { linkIn, readMessage } from "./app-operator.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { makeColleague } from "./story.ts";
import { zh } from "./words.ts";

const password = "a long enough password";

test("a colleague is invited and sets a password, once", async ({ as }) => {
  const email = `colleague-${tag()}@example.com`;
  const link = await account.inviteColleague(await as(demo("owner")), email);
  const colleague = await as();
  await setPassword(colleague, link, password);
  await expectAccessible(colleague);
  await colleague.goto(link);
  await expect(colleague.getByRole("heading", { level: 1, name: zh("auth.reset.invalidTitle") })).toBeVisible();
  await signIn(colleague, email, password);
  await expect(colleague).toHaveURL(/\/admin$/);
});

test("a wrong password is refused without saying which half was wrong", async ({ page }) => {
  for (const email of [demo("support"), "nobody@example.com"]) {
    await page.goto("/sign-in");
    await typeSignIn(page, email, "not the password");
    await expect(page.getByRole("alert").filter({ hasText: zh("errors.SIGN_IN_FAILED") })).toBeVisible();
  }
  await expectAccessible(page);
});

test("two steps: the app's code once, a recovery code once", async ({ as, db }) => {
  const { email } = await makeColleague(db, "SUPPORT");
  const page = await as(email);
  const secret = await account.beginTwoStep(page);
  await expectAccessible(page);
  const totp = new TOTP({ secret });
  const used = totp.generate();
  const recovery = await account.finishTwoStep(page, used);
  expect(recovery).toHaveLength(10);

  const elsewhere = await as();
  await elsewhere.goto("/sign-in");
  await typeSignIn(elsewhere, email, demoPassword);
  await account.typeAppCode(elsewhere, used);
  await expect(elsewhere.getByText(zh("errors.TOTP_WRONG"))).toBeVisible();
  await account.typeAppCode(elsewhere, totp.generate({ timestamp: Date.now() + 30_000 }));
  await expect(elsewhere).toHaveURL(/\/admin/);

  for (const [code, accepted] of [
    [recovery[0]!, true],
    [recovery[0]!, false],
    [recovery[1]!, true],
  ] as const) {
    const another = await as();
    await another.goto("/sign-in");
    await typeSignIn(another, email, demoPassword);
    await account.typeRecoveryCode(another, code);
    if (accepted) await expect(another).toHaveURL(/\/admin/);
    else await expect(another.getByText(zh("errors.TOTP_WRONG"))).toBeVisible();
  }
});

test("a forgotten password is set anew by mail; unknown addresses hear the same; other browsers are signed out", async ({
  as,
  db,
}) => {
  const { email } = await makeColleague(db, "AUDITOR");
  const before = await as(email);
  const page = await as();
  await account.askForReset(page, `nobody-${tag()}@example.com`);
  await account.askForReset(page, email);
  await setPassword(page, linkIn(await readMessage(await as(demo("owner")), email, "password.reset")), password);
  await account.expectSignedOut(before);
  await page.goto("/sign-in");
  await typeSignIn(page, email, demoPassword);
  await expect(page.getByText(zh("errors.SIGN_IN_FAILED"))).toBeVisible();
  await signIn(page, email, password);
});

test("signing out everywhere ends the other browser's session at once", async ({ as, db }) => {
  const { email } = await makeColleague(db, "MANAGER");
  const [office, home] = [await as(email), await as(email)];
  await account.signOutEverywhere(office);
  await account.expectSignedOut(home);
});

test("another role ends the session, and the new one begins with its own rooms", async ({ as, db }) => {
  const { email } = await makeColleague(db, "MANAGER");
  const colleague = await as(email);
  await colleague.goto("/admin/products/new");
  await expect(colleague.getByLabel(zh("product.name"), { exact: true })).toBeVisible();
  await account.changeRole(await as(demo("owner")), email, "AUDITOR");
  await account.expectSignedOut(colleague);
  await signIn(colleague, email);
  await expectForbidden(colleague, await colleague.goto("/admin/products/new"));
});

test("a link to sign-in leads nowhere else", async ({ page }) => {
  await page.goto("/sign-in?next=https://evil.example/admin");
  await typeSignIn(page, demo("support"), demoPassword);
  await expect(page).toHaveURL(/\/admin$/);
});
