import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./src/ops/browser.ts";

const browser = await findBrowser();
const common = { locale: "zh-CN", timezoneId: "Asia/Shanghai", launchOptions: browser } as const;

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 }, ...common };

/**
 * `x.spec.ts` runs on a desktop, `x.phone.spec.ts` on a phone; the `phone` fixture gives a desktop journey a phone beside it.
 * `x.last.spec.ts` changes what everybody stands on, so it runs when the others are through (alone: with --no-deps).
 */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/setup.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.BASE_URL,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [
    {
      name: "desktop",
      testIgnore: "**/*.{phone,last}.spec.ts",
      use: desktop,
    },
    {
      name: "phone",
      testMatch: "**/*.phone.spec.ts",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, ...common },
    },
    { name: "last", testMatch: "**/*.last.spec.ts", dependencies: ["desktop", "phone"], use: desktop },
  ],
});
