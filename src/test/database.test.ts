import { expect } from "vitest";
import { test } from "./database.ts";

test("a test gets a migrated PostgreSQL of its own", async ({ db, url }) => {
  const [row] = await db.$queryRaw<{ name: string; migrations: bigint }[]>`
    select current_database()::text as name, (select count(*) from _prisma_migrations where finished_at is not null) as migrations`;
  expect(url).toContain(row?.name);
  expect(Number(row?.migrations)).toBeGreaterThan(0);
});
