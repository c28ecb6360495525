import iconv from "iconv-lite";
import { describe, expect } from "vitest";
import { openVault } from "#domain/vault/open-vault.ts";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { countsOf, importFile, issuesOf, makeXlsx, queueFile } from "#test/import-files.ts";
import { cancelImport } from "./cancel-import.ts";
import { runImport } from "./run-import.ts";

const tag = () => Math.random().toString(36).slice(2, 8).toUpperCase();
const codes = (count: number, prefix = tag()) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(8, "0")}`);
const csv = (rows: (string | number)[][]) => rows.map((row) => row.join(",")).join("\r\n");

async function plaintexts(db: Db, batchId: string): Promise<string[]> {
  const batch = await db.batch.findUniqueOrThrow({ where: { id: batchId } });
  const vault = openVault(batchId, batch);
  const vouchers = await db.voucher.findMany({ where: { batchId } });
  return vouchers.map((voucher) => vault.open(voucher.id, voucher.codeSealed).expose()).sort();
}

describe("a file as suppliers send it", () => {
  test("GBK with a heading, serials, expiry, cost, and duplicates", async ({ db }) => {
    const [a, b, c] = codes(3) as [string, string, string];
    const product = await makeProduct(db);
    const ctx = systemCtx(db, new Date("2026-11-22T04:00:00Z"));
    const text = csv([
      ["卡号", "卡密", "有效期", "成本"],
      ["影视会员月卡一", a, "2026-12-31", "15.5"],
      ["影视会员月卡二", b, "2026/12/31", ""],
      ["影视会员月卡三", a, "2026-12-31", "15.5"],
      ["", "", "", ""],
      ["影视会员月卡四", c, "2026-02-31", "15.5"],
    ]);
    const { id, outcome } = await importFile(ctx, { productId: product.id, bytes: iconv.encode(text, "gbk") });
    expect(outcome).toEqual({ status: "DONE", rows: 4 });
    expect(await countsOf(db, id)).toEqual({ rows: 4, imported: 2, duplicate: 1, refused: 1 });
    expect(await issuesOf(db, id)).toEqual(["4 DUPLICATE_IN_FILE", "6 BAD_EXPIRY"]);
    expect(await plaintexts(db, id)).toEqual([a, b]);
    const batch = await db.batch.findUniqueOrThrow({ where: { id } });
    expect(batch).toMatchObject({ encoding: "gb18030", uploadKey: null });
    const vouchers = await db.voucher.findMany({ where: { batchId: id }, orderBy: { costMinor: "asc" } });
    expect(vouchers.map((v) => v.costMinor)).toEqual([1550n, null]);
    expect(vouchers[0]!.expiresAt).toEqual(new Date("2026-12-31T15:59:59Z"));
    expect(openVault(id, batch).openSerial(vouchers[0]!.id, vouchers[0]!.serialSealed!).expose()).toBe("影视会员月卡一");
  });

  test.for([
    ["UTF-8 with a mark", (text: string) => Buffer.concat([Buffer.from("\ufeff"), Buffer.from(text)])],
    ["UTF-8 without", (text: string) => Buffer.from(text)],
    ["UTF-16LE", (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, "utf-16le")])],
    ["UTF-16BE", (text: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(text, "utf-16be")])],
    ["UTF-16LE without a mark", (text: string) => iconv.encode(text, "utf-16le", { addBOM: false })],
    ["GB18030", (text: string) => iconv.encode(text, "gb18030")],
  ] as const)("%s", async ([, encode], { db }) => {
    const list = codes(40);
    const bytes = encode(csv([["code", "说明"], ...list.map((one) => [one, "影视"])]));
    const { id } = await importFile(systemCtx(db), { productId: (await makeProduct(db)).id, bytes });
    expect(await plaintexts(db, id)).toEqual(list);
  });

  test("TXT with one code per line, and a workbook", async ({ db }) => {
    const ctx = systemCtx(db);
    const productId = (await makeProduct(db)).id;
    const [a, b, c] = codes(3) as [string, string, string];
    const txt = await importFile(ctx, { productId, name: "码.TXT", bytes: `${a}\n${b}\r\n\r\n${c}` });
    expect(await plaintexts(db, txt.id)).toEqual([a, b, c]);
    const [d, e] = codes(2) as [string, string];
    const sheet = makeXlsx([
      ["兑换码", "有效期"],
      [d, 62000],
      [{ inline: e }, "2099-01-31"],
      ["", ""],
      [6220000000000000, ""],
      ["1.2E+15", ""],
    ]);
    const book = await importFile(ctx, { productId, name: "codes.xlsx", bytes: sheet });
    expect(await plaintexts(db, book.id)).toEqual([d, e]);
    expect(await issuesOf(db, book.id)).toEqual(["5 NUMERIC_CELL", "6 SCIENTIFIC"]);
  });
});

describe("every row is accounted for", () => {
  test("what is refused, by line and reason", async ({ db }) => {
    const lines = [
      "code,expiry",
      `${tag()}OK01,`,
      ",2099-01-01",
      "6.22E+15,",
      "ab,",
      `${"x".repeat(129)},`,
      "AB\u0001CDEF,",
      `${tag()}OK02,2026-02-31`,
      `${tag()}OK03,2020-01-01`,
      `"${tag()}OK04`,
      `${tag()}OK05,2099-01-01`,
      `"${tag()}OK06"`,
      `${tag()}OK07,"never closed`,
    ];
    const { id } = await importFile(systemCtx(db), {
      productId: (await makeProduct(db)).id,
      bytes: lines.join("\n"),
      columns: { code: 0, expiry: 1 },
      header: true,
      delimiter: ",",
    });
    expect(await issuesOf(db, id)).toEqual([
      "3 EMPTY",
      "4 SCIENTIFIC",
      "5 TOO_SHORT",
      "6 TOO_LONG",
      "7 CONTROL_CHARACTER",
      "8 BAD_EXPIRY",
      "9 PAST_EXPIRY",
      "10 MALFORMED",
      "12 COLUMN_MISSING",
      "13 MALFORMED",
    ]);
    expect(await countsOf(db, id)).toEqual({ rows: 12, imported: 2, duplicate: 0, refused: 10 });
  });

  test("the same file again adds nothing; the lists tell file from history", async ({ db }) => {
    const ctx = systemCtx(db);
    const productId = (await makeProduct(db)).id;
    const [a, b] = codes(2) as [string, string];
    await importFile(ctx, { productId, bytes: `${a}\n${b}\n`, name: "a.txt" });
    const { id } = await importFile(ctx, { productId, bytes: `${a}\n${b}\n${a}\n${tag()}-NEW1\n${tag()}-NEW2`, name: "b.txt" });
    expect(await countsOf(db, id)).toEqual({ rows: 5, imported: 2, duplicate: 3, refused: 0 });
    expect(await issuesOf(db, id)).toEqual(["1 DUPLICATE_IN_HISTORY", "2 DUPLICATE_IN_HISTORY", "3 DUPLICATE_IN_FILE"]);
  });

  test("a duplicate in a later chunk of the same file", async ({ db }) => {
    const list = codes(5_400);
    const bytes = [...list, list[3], list[5_200]].join("\n");
    const { id } = await importFile(systemCtx(db), { productId: (await makeProduct(db)).id, bytes, name: "a.txt" });
    expect(await countsOf(db, id)).toEqual({ rows: 5_402, imported: 5_400, duplicate: 2, refused: 0 });
    expect(await issuesOf(db, id)).toEqual(["5401 DUPLICATE_IN_FILE", "5402 DUPLICATE_IN_FILE"]);
  });

  test("four files of the same codes at once, each in another order: each code once, no deadlock", async ({ db }) => {
    const ctx = systemCtx(db);
    const productId = (await makeProduct(db)).id;
    const list = codes(6_000);
    const orders = [
      list,
      [...list].reverse(),
      [...list.slice(3_000), ...list.slice(0, 3_000)],
      [...list].sort(() => Math.random() - 0.5),
    ];
    const ids = await Promise.all(orders.map((order) => queueFile(ctx, { productId, bytes: order.join("\n"), name: "a.txt" })));
    const outcomes = await Promise.all(ids.map((importId) => runImport(ctx, { importId })));
    expect(outcomes.map(({ status }) => status)).toEqual(["DONE", "DONE", "DONE", "DONE"]);
    const counts = await Promise.all(ids.map((id) => countsOf(db, id)));
    expect(counts.map(({ imported, duplicate }) => imported + duplicate)).toEqual([6_000, 6_000, 6_000, 6_000]);
    expect(counts.reduce((sum, { imported }) => sum + imported, 0)).toBe(6_000);
    expect(await db.voucher.count({ where: { batchId: { in: ids } } })).toBe(6_000);
  });
});

describe("a run and its lease", () => {
  test("eight runs of one import at once: one works, the others are told", async ({ db }) => {
    const ctx = systemCtx(db);
    const importId = await queueFile(ctx, {
      productId: (await makeProduct(db)).id,
      bytes: codes(12_000).join("\n"),
      name: "a.txt",
    });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => runImport(ctx, { importId })));
    const done = answers.filter((answer) => answer.status === "fulfilled");
    expect(done.map((answer) => answer.value.status)).toEqual(["DONE"]);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "BUSY" });
    expect(await countsOf(db, importId)).toEqual({ rows: 12_000, imported: 12_000, duplicate: 0, refused: 0 });
    expect(await runImport(ctx, { importId })).toEqual({ status: "DONE", rows: 12_000 });
  });

  test("a run whose lease is taken over stops, and nothing is counted twice", async ({ db }) => {
    const ctx = systemCtx(db);
    const importId = await queueFile(ctx, {
      productId: (await makeProduct(db)).id,
      bytes: codes(40_000).join("\n"),
      name: "a.txt",
    });
    const first = runImport(ctx, { importId });
    await expect.poll(async () => (await countsOf(db, importId)).rows, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    await db.$executeRaw`UPDATE batch SET heartbeat_at = now() - interval '1 hour', lease_id = gen_random_uuid() WHERE id = ${importId}::uuid`;
    const second = await runImport(ctx, { importId });
    expect((await first).status).toBe("LOST");
    expect(second).toEqual({ status: "DONE", rows: 40_000 });
    expect(await countsOf(db, importId)).toEqual({ rows: 40_000, imported: 40_000, duplicate: 0, refused: 0 });
  });

  test("cancel keeps what is in, and says how much", async ({ db }) => {
    const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
    const importId = await queueFile(ctx, {
      productId: (await makeProduct(db)).id,
      bytes: codes(60_000).join("\n"),
      name: "a.txt",
    });
    const run = runImport(systemCtx(db), { importId });
    await expect.poll(async () => (await countsOf(db, importId)).rows, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    expect(await cancelImport(ctx, { id: importId })).toEqual({ status: "CANCELLING" });
    const { status, rows } = await run;
    expect(status).toBe("CANCELLED");
    expect(rows).toBeLessThan(60_000);
    expect(await db.voucher.count({ where: { batchId: importId, status: "IN_STOCK" } })).toBe(rows);
    await expect(cancelImport(ctx, { id: importId })).rejects.toMatchObject({ code: "TOO_LATE" });
  });

  test("cancel before it began", async ({ db }) => {
    const ctx = systemCtx(db);
    const importId = await queueFile(ctx, { productId: (await makeProduct(db)).id, bytes: codes(10).join("\n"), name: "a.txt" });
    expect(await cancelImport(ctx, { id: importId })).toEqual({ status: "CANCELLED" });
    expect(await runImport(ctx, { importId })).toEqual({ status: "CANCELLED", rows: 0 });
    expect(await db.voucher.count({ where: { batchId: importId } })).toBe(0);
  });
});

test("counts that do not add up are refused by the database", async ({ db }) => {
  const { id } = await importFile(systemCtx(db), {
    productId: (await makeProduct(db)).id,
    bytes: codes(3).join("\n"),
    name: "a.txt",
  });
  await expect(db.$executeRaw`UPDATE batch SET imported_count = imported_count + 1 WHERE id = ${id}::uuid`).rejects.toThrow(
    /batch_adds_up/,
  );
});
