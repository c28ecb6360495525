import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    globalSetup: "src/test/global-setup.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      TZ: "UTC",
      NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only",
      CRON_SECRET: "only-for-tests-cron",
      VAULT_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
      VAULT_INDEX_KEY: Buffer.alloc(32, 2).toString("base64"),
      APP_URL: "http://localhost:3000",
    },
  },
});
