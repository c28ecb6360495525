import { randomBytes } from "node:crypto";
import pg from "pg";
import { test as base, inject, vi } from "vitest";
import { createDb, type Db } from "#lib/db.ts";
import { expectBooksToBalance } from "./checker.ts";

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A copy of the migrated template: cheap enough for one per test file, or more where a test needs its own. */
export async function cloneDatabase(): Promise<{
  url: string;
  drop(): Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template kayisu_template`);
  const url = inject("adminUrl").replace(/\/postgres$/, `/${name}`);
  return { url, drop: () => asAdmin(`drop database ${name} with (force)`) };
}

type FileFixtures = { url: string; db: Db };

/** `test` with `db`: real PostgreSQL, one database per test file, and the books checked after every test. */
export const test = base.extend<{ $test: { books: undefined }; $file: FileFixtures }>({
  url: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the parameter to know what a fixture needs
    async ({}, use) => {
      const { url, drop } = await cloneDatabase();
      vi.stubEnv("DATABASE_URL", url); // db() of the process under test is this database too
      await use(url);
      await drop();
    },
    { scope: "file" },
  ],
  db: [
    async ({ url }, use) => {
      const db = createDb(url, { poolSize: 20 });
      await use(db);
      await db.$disconnect();
    },
    { scope: "file" },
  ],
  books: [
    async ({ db }, use) => {
      await use(undefined);
      await expectBooksToBalance(db);
    },
    { auto: true },
  ],
});
