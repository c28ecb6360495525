import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // `npm run prisma` sets it; commands that need no database (generate, validate, format) run without one.
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
