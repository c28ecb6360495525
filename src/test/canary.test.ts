import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "./database.ts";
import { makeDistributor, makeProduct, makeStaff } from "./factories.ts";

/** Every code begins with this; nothing else in the world does. */
const mark = "CNRYQ7ZX";
const forms = [Buffer.from(mark), Buffer.from(mark, "utf16le"), Buffer.from(Buffer.from(mark).toString("hex")), ...base64Forms()];

/** The mark as it reads inside base64, at each of the three alignments. */
function base64Forms(): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(mark)])
      .toString("base64")
      .replaceAll("=", "");
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1));
  });
}

const holds = (bytes: Buffer) => forms.some((form) => bytes.includes(form));

function findInFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0 && holds(readFileSync(file)));
}

/** Every row of every table as text; bytea reads as hex. */
async function findInTables(db: Db): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
    if (rows.some(({ row }) => holds(Buffer.from(row)))) found.push(name);
  }
  return found;
}

test("1,000 known codes go through everything; none is found in the open", { timeout: 180_000 }, async ({ db, url }) => {
  const work = mkdtempSync(path.join(tmpdir(), "kayisu-canary-"));
  const folders = { data: path.join(work, "data"), temp: path.join(work, "temp"), out: path.join(work, "out") };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  const product = await makeProduct(db);
  const seller = await makeDistributor(db, { prepaidMinor: 10_000_000n });
  await db.productPrice.create({ data: { productId: product.id, levelId: seller.levelId, priceMinor: 2000n } });
  const merchantId = newId();
  await db.merchant.create({ data: { id: merchantId, name: `店-${merchantId}` } });
  const user = await db.user.create({
    data: { id: newId(), email: `${merchantId}@example.com`, name: "店", kind: "MERCHANT", merchantId },
  });
  const codes = Array.from({ length: 1000 }, (_, i) => `${mark}${String(i * 7919).padStart(8, "0")}`);
  const input = {
    url,
    folder: folders.out,
    codes,
    staff: await makeStaff(db),
    seller: seller.actor,
    merchant: { kind: "merchant", id: user.id, name: "店", merchantId },
    productId: product.id,
  };
  const env = {
    ...process.env,
    DATABASE_URL: url,
    KAYISU_DATA_DIR: folders.data,
    TMPDIR: folders.temp,
    LOG_LEVEL: "trace",
    VITEST: "",
  };
  const child = spawnSync(process.execPath, [path.join(import.meta.dirname, "canary-child.ts"), JSON.stringify(input)], {
    env,
    maxBuffer: 1 << 28,
  });
  const said = Buffer.concat([child.stdout, child.stderr]);
  expect(said.toString("utf8").replaceAll(mark, "[code]"), "the run itself").toContain("right 61");
  expect(await db.voucher.count({ where: { productId: product.id } })).toBe(1000);
  expect(await db.voucher.count({ where: { status: "REDEEMED" } })).toBe(60);

  expect(holds(said), "in the log").toBe(false);
  expect(findInFiles(folders.data), "in the data folder").toEqual([]);
  expect(findInFiles(folders.temp), "in temporary files").toEqual([]);
  expect(statSync(path.join(folders.out, "export.txt")).size).toBeGreaterThan(10_000);
  expect(findInFiles(folders.out), "in exports").toEqual([]);
  expect(await findInTables(db), "in the database").toEqual([]);
  await db.$executeRaw`CHECKPOINT`;
  const [{ folder }] = (await db.$queryRaw<[{ folder: string }]>`SELECT current_setting('data_directory') AS folder`)!;
  expect(findInFiles(path.join(folder, "pg_wal")), "in the write-ahead log").toEqual([]);

  // The search itself finds what is there to be found.
  writeFileSync(path.join(folders.out, "plain"), `x${codes[3]}`);
  writeFileSync(path.join(folders.out, "sixtyfour"), Buffer.from(`xy${codes[3]}`).toString("base64"));
  writeFileSync(path.join(folders.out, "hex"), Buffer.from(codes[3]!).toString("hex"));
  expect(findInFiles(folders.out)).toHaveLength(3);
  await db.auditEntry.create({
    data: { id: newId(), actorKind: "system", actorName: "test", action: "canary", subjectType: "x", subjectId: codes[3]! },
  });
  expect(await findInTables(db)).toEqual(["public.audit_entry"]);
  rmSync(work, { recursive: true, force: true });
});
