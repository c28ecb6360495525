import { TOTP } from "otpauth";
import { demo, demoPassword, typeSignIn } from "./app.ts";
import * as account from "./app-account.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { makeColleague } from "./story.ts";
import { zh } from "./words.ts";

test.afterEach(async ({ db }) => {
  await db.setting.deleteMany({ where: { key: "requireStaffTotp" } });
});

test("staff without two steps are sent to set them up first; nobody else is, and it cannot be turned off", async ({ as, db }) => {
  const [{ email }, other] = [await makeColleague(db, "SUPPORT"), await makeColleague(db, "AUDITOR")];
  const [owner, working, seller] = [await as(demo("owner")), await as(other.email), await as(demo("lin"))];
  await working.goto("/admin/vouchers");
  await account.requireTwoStep(owner);
  await expect(owner).toHaveURL(/\/two-step/);

  await test.step("whoever is at work is sent there by the next click, and may leave", async () => {
    await working.getByRole("link", { name: zh("nav.admin.redemptions"), exact: true }).click();
    await expect(working).toHaveURL(/\/two-step/);
    await working.getByRole("button", { name: zh("auth.twoStep.leave") }).click();
    await expect(working).toHaveURL(/\/sign-in/);
    await seller.goto("/distributor");
    await expect(seller).toHaveURL(/\/distributor$/);
  });

  const colleague = await as();
  const secret = await test.step("signing in leads to setting it up, and nowhere else before", async () => {
    await colleague.goto("/sign-in");
    await typeSignIn(colleague, email, demoPassword);
    await expect(colleague).toHaveURL(/\/two-step/);
    await expect(colleague.getByText(email)).toBeVisible();
    await colleague.goto("/admin/vouchers");
    await expect(colleague).toHaveURL(/\/two-step/);
    await expectAccessible(colleague);
    return account.beginTwoStep(colleague, "/two-step");
  });
  const totp = new TOTP({ secret });
  await test.step("a wrong code is said once, the right one lets in", async () => {
    const right = totp.generate();
    await colleague.getByLabel(zh("account.twoStep.code"), { exact: true }).fill(right === "000000" ? "111111" : "000000");
    await colleague.getByRole("button", { name: zh("account.twoStep.confirm"), exact: true }).click();
    await expect(colleague.getByText(zh("errors.TOTP_WRONG"))).toHaveCount(1);
    await expectAccessible(colleague);
    await account.finishTwoStep(colleague, totp.generate());
    await expect(colleague).toHaveURL(/\/admin$/);
  });
  await test.step("it stays on while it is asked for, and everywhere means everywhere", async () => {
    await colleague.goto("/admin/account");
    await expect(colleague.getByText(zh("account.twoStep.required"))).toBeVisible();
    await expect(colleague.getByRole("button", { name: zh("account.twoStep.turnOff"), exact: true })).toHaveCount(0);
    const home = await as();
    await home.goto("/sign-in");
    await typeSignIn(home, email, demoPassword);
    await account.typeAppCode(home, totp.generate({ timestamp: Date.now() + 30_000 }));
    await expect(home).toHaveURL(/\/admin$/);
    await account.signOutEverywhere(colleague);
    await account.expectSignedOut(home);
    await account.expectSignedOut(colleague);
  });
});
