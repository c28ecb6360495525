import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // What ships: a test that does not compile fails `npm test`, not the start of an installation.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  allowedDevOrigins: ["127.0.0.1"],
  experimental: { authInterrupts: true }, // forbidden() answers 403 with app/forbidden.tsx
  // The package says CommonJS and offers an ES module beside it under "module", which the bundler refuses.
  turbopack: { resolveAlias: { "chinese-days": "chinese-days/dist/index.min.js" } },
  // Native or file-reading packages, and those that server.ts shares with Next: left to Node as they are.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "pdfkit",
    "alipay-sdk",
    "exceljs",
    "pg",
    "pg-boss",
    "pino",
    "rate-limiter-flexible",
    "sharp",
    "stripe",
    "wechatpay-axios-plugin",
  ],
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
