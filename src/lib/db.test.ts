import { expect } from "vitest";
import { test } from "#test/database.ts";
import { createDb } from "./db.ts";

test("a client of the hot paths prepares a statement once and uses it again", async ({ url }) => {
  const db = createDb(url, { poolSize: 1, prepared: true });
  for (let i = 0; i < 3; i += 1) expect(await db.$queryRaw`SELECT ${i}::int AS n`).toEqual([{ n: i }]);
  const [row] = await db.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int AS n%'`;
  expect(row).toEqual({ count: 1 });
  await db.$disconnect();
});
