import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { makeProduct, systemCtx } from "#test/factories.ts";
import { countsOf, dataFolder, queueFile } from "#test/import-files.ts";

const child = path.resolve(import.meta.dirname, "../../test/import-child.ts");
const output: string[] = [];

function startWorker(url: string, importId: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url, KAYISU_DATA_DIR: dataFolder, LOG_LEVEL: "trace", VITEST: "" };
  const worker = spawn(process.execPath, [child, importId], { env, stdio: ["ignore", "pipe", "pipe"] });
  worker.stdout.on("data", (text) => output.push(String(text)));
  worker.stderr.on("data", (text) => output.push(String(text)));
  return worker;
}

const rowsDone = async (db: Db, id: string) => (await db.batch.findUniqueOrThrow({ where: { id } })).rowCount;

/** Lets it get past `from` rows, then kills it at some moment. */
async function killSomewhere(db: Db, worker: ChildProcess, id: string, from: number): Promise<void> {
  const ended = once(worker, "exit");
  await expect.poll(() => rowsDone(db, id), { timeout: 60_000, interval: 5 }).toBeGreaterThan(from);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
  worker.kill("SIGKILL");
  await ended;
}

test("killed outright again and again, the import ends with every row exactly once, and no code in the open", async ({
  db,
  url,
}) => {
  const ctx = systemCtx(db);
  const prefix = "CANARY7";
  const code = (i: number) => `${prefix}${String(i).padStart(8, "0")}`;
  // 30,000 rows: every 10th repeats the one before it, every 25th is empty.
  const lines = Array.from({ length: 30_000 }, (_, i) => (i % 25 === 0 ? ",x" : `${code(i % 10 === 9 ? i - 1 : i)},x`));
  const importId = await queueFile(ctx, {
    productId: (await makeProduct(db)).id,
    bytes: lines.join("\n"),
    columns: { code: 0 },
    header: false,
    delimiter: ",",
  });
  const repeated = (i: number) => i % 10 === 9 && (i - 1) % 25 !== 0;
  const refused = lines.filter((_, i) => i % 25 === 0).length;
  const duplicate = lines.filter((_, i) => i % 25 !== 0 && repeated(i)).length;

  expectNoPlaintext(prefix);
  let kills = 0;
  for (let from = 0; kills < 3 && from < 20_000; from = await rowsDone(db, importId)) {
    await killSomewhere(db, startWorker(url, importId), importId, from);
    kills += 1;
    await db.$executeRaw`UPDATE batch SET heartbeat_at = now() - interval '1 hour' WHERE id = ${importId}::uuid AND status = 'RUNNING'`;
  }
  const [exitCode] = await once(startWorker(url, importId), "exit");
  expect(exitCode).toBe(0);
  expect(kills).toBeGreaterThan(1);
  expect(await countsOf(db, importId)).toEqual({ rows: 30_000, imported: 30_000 - refused - duplicate, duplicate, refused });
  expect(await db.voucher.count({ where: { batchId: importId } })).toBe(30_000 - refused - duplicate);
  expect(await db.batchIssue.count({ where: { batchId: importId } })).toBe(refused + duplicate);
  expect(output.join("")).toContain("import ended");
  expect(output.join("")).not.toContain(prefix);
  expect(await db.batch.findUnique({ where: { id: importId } })).toMatchObject({ status: "DONE", uploadKey: null });
  expect(readdirSync(path.join(dataFolder, "uploads"))).toEqual([]);
  await expectNoneInTables(db, prefix);
}, 180_000);

/** The uploads' folder holds the file, and nothing of it can be read. */
function expectNoPlaintext(text: string): void {
  const folder = path.join(dataFolder, "uploads");
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  for (const name of names) expect(readFileSync(path.join(folder, name)).includes(text)).toBe(false);
}

/** Every table as text, and bytes as they would look in a dump. */
async function expectNoneInTables(db: Db, text: string): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`;
  expect(tables.length).toBeGreaterThan(30);
  const hex = Buffer.from(text).toString("hex");
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ found: bigint }[]>(
      `SELECT count(*) AS found FROM ${name} t WHERE t::text LIKE '%${text}%' OR t::text LIKE '%${hex}%'`,
    );
    expect(Number(row?.found), name).toBe(0);
  }
}
