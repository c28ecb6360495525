import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import iconv from "iconv-lite";
import { describe, expect } from "vitest";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { countsOf, dataFolder, importFile, inPieces, issuesOf, makeXlsx, makeZip, queueFile } from "#test/import-files.ts";
import { discardUpload, pruneUploads } from "./discard-upload.ts";
import { previewImport } from "./preview-import.ts";
import { limits } from "./schema.ts";
import { startImport } from "./start-import.ts";
import { uploadImport } from "./upload-import.ts";

const folder = path.join(dataFolder, "uploads");
const uploads = () => (existsSync(folder) ? readdirSync(folder) : []);
const body = (bytes: Buffer | string) => inPieces(Buffer.from(bytes as string));

test.beforeEach(async ({ db }) => {
  await db.batch.deleteMany({ where: { status: "UPLOADED" } });
  await pruneUploads(systemCtx(db, new Date(Date.now() + 48 * 3_600_000)));
});

describe("refused at the door, and nothing is left of it", () => {
  const bytes = Buffer.from("code\nABCD1234\n");
  test.for([
    ["old Excel by name", "codes.xls", bytes, "OLD_EXCEL"],
    ["old Excel by content", "codes.csv", Buffer.from("d0cf11e0a1b11ae1", "hex"), "OLD_EXCEL"],
    ["unknown extension", "codes.exe", bytes, "EXTENSION"],
    ["no extension", "codes", bytes, "EXTENSION"],
    ["text called xlsx", "codes.xlsx", bytes, "CONTENT"],
    ["workbook called csv", "codes.csv", makeXlsx([["ABCD1234"]]), "CONTENT"],
    ["picture called csv", "codes.csv", Buffer.from("89504e470d0a1a0a00", "hex"), "CONTENT"],
    ["bytes called txt", "codes.txt", randomBytes(5_000).fill(0, 100, 200), "CONTENT"],
    ["empty", "codes.csv", Buffer.alloc(0), "EMPTY"],
  ] as const)("%s", async ([, name, content, reason], { db }) => {
    const upload = uploadImport(systemCtx(db), { productId: (await makeProduct(db)).id, name, body: body(content) });
    await expect(upload).rejects.toMatchObject({ code: "UNSUPPORTED_FILE", details: { reason } });
    expect(await db.batch.count({ where: { status: "UPLOADED" } })).toBe(0);
    expect(uploads()).toEqual([]);
  });

  test("larger than the limit: refused while it streams", async ({ db }) => {
    let sent = 0;
    async function* endless() {
      for (const piece = Buffer.alloc(1024 * 1024, "A1B2C3D4\n"); ; sent += piece.length) yield piece;
    }
    const upload = uploadImport(systemCtx(db), { productId: (await makeProduct(db)).id, name: "big.txt", body: endless() });
    await expect(upload).rejects.toMatchObject({ code: "FILE_TOO_LARGE", details: { maxBytes: limits.fileBytes } });
    expect(sent).toBeLessThan(limits.fileBytes + 3 * 1024 * 1024);
    expect(uploads()).toEqual([]);
  });

  test("who may not, may not", async ({ db }) => {
    const productId = (await makeProduct(db)).id;
    const { actor } = await makeDistributor(db);
    for (const who of [actor, await makeStaff(db, "SUPPORT"), await makeStaff(db, "AUDITOR"), await makeStaff(db, "FINANCE")])
      await expect(uploadImport(ctxOf(db, who), { productId, name: "a.txt", body: body(bytes) })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    const { id } = await uploadImport(systemCtx(db), { productId, name: "a.txt", body: body(bytes) });
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    await expect(previewImport(support, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(startImport(support, { id, columns: { code: 0 } })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(discardUpload(support, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("workbooks made to hurt", () => {
  const upload = async (db: Parameters<typeof systemCtx>[0], bytes: Buffer) =>
    uploadImport(systemCtx(db), { productId: (await makeProduct(db)).id, name: "a.xlsx", body: body(bytes) });
  const reason = (why: string) => ({ code: "UNSUPPORTED_FILE", details: { reason: why } });

  test("a zip bomb is refused before it is unpacked", async ({ db }) => {
    const { id } = await upload(
      db,
      makeXlsx([], { sheet: { name: "xl/worksheets/sheet1.xml", data: Buffer.alloc(64 * 1024 * 1024, " ") } }),
    );
    await expect(previewImport(systemCtx(db), { id })).rejects.toMatchObject(reason("ZIP_BOMB"));
  });

  test("a zip that lies about its size", async ({ db }) => {
    const sheet = { name: "xl/worksheets/sheet1.xml", data: Buffer.alloc(20 * 1024 * 1024, " "), claimSize: 1000 };
    const { id } = await upload(db, makeXlsx([], { sheet }));
    await expect(previewImport(systemCtx(db), { id })).rejects.toMatchObject(reason("ZIP_BOMB"));
  });

  test("a document type with entities", async ({ db }) => {
    const { id } = await upload(
      db,
      makeXlsx([["ABCD1234"]], { before: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' }),
    );
    await expect(previewImport(systemCtx(db), { id })).rejects.toMatchObject(reason("BROKEN"));
  });

  test("a zip that is no workbook, and a broken one", async ({ db }) => {
    const plain = await upload(db, makeZip([{ name: "readme.txt", data: Buffer.from("hello") }]));
    await expect(previewImport(systemCtx(db), { id: plain.id })).rejects.toMatchObject(reason("NOT_A_WORKBOOK"));
    const whole = makeXlsx([["ABCD1234"]]);
    const broken = await upload(db, whole.subarray(0, whole.length - 30));
    await expect(previewImport(systemCtx(db), { id: broken.id })).rejects.toMatchObject(reason("BROKEN"));
  });

  test("one that breaks in the middle: the import fails with the reason and keeps what was in", async ({ db }) => {
    const rows = Array.from(
      { length: 50_000 },
      (_, i) => `<row r="${i + 1}"><c t="inlineStr"><is><t>BRK${Math.random()}X${i}</t></is></c></row>`,
    );
    const xml = `<worksheet><sheetData>${rows.join("")}<oops`;
    const bytes = makeXlsx([], { sheet: { name: "xl/worksheets/sheet1.xml", data: Buffer.from(xml) } });
    const { id, outcome } = await importFile(systemCtx(db), {
      productId: (await makeProduct(db)).id,
      name: "a.xlsx",
      bytes,
      columns: { code: 0 },
      header: false,
    });
    expect(outcome).toMatchObject({ status: "FAILED" });
    const batch = await db.batch.findUniqueOrThrow({ where: { id } });
    expect(batch.error).toBe("BROKEN");
    expect(await db.voucher.count({ where: { batchId: id } })).toBe(batch.importedCount);
    expect(batch.importedCount).toBeGreaterThan(0);
  });
});

describe("the preview", () => {
  test("says what was detected and shows no code", async ({ db }) => {
    const text = "卡号,卡密,有效期\r\n影视01,QWER-ASDF-1234,2027-01-31\r\n影视02,ZXCV-ASDF-5678,2027-01-31";
    const { id } = await uploadImport(systemCtx(db), {
      productId: (await makeProduct(db)).id,
      name: "a.csv",
      body: body(iconv.encode(text, "gbk")),
    });
    const preview = await previewImport(systemCtx(db), { id });
    expect(preview).toMatchObject({
      encoding: "gb18030",
      delimiter: ",",
      header: true,
      columns: { code: 1, serial: 0, expiry: 2, cost: null },
    });
    expect(preview.headings).toEqual(["卡号", "卡密", "有效期"]);
    expect(preview.rows[0]).toMatchObject({ line: 2 });
    expect(JSON.stringify(preview)).not.toMatch(/ASDF|1234|5678/);
    const asData = await previewImport(systemCtx(db), { id, header: false, delimiter: "" });
    expect(asData.rows).toHaveLength(3);
    expect(JSON.stringify(asData)).not.toMatch(/ASDF|1234|5678/);
    // An encoding its bytes cannot have is refused whole.
    await expect(previewImport(systemCtx(db), { id, encoding: "utf-8" })).rejects.toMatchObject({
      details: { reason: "ENCODING" },
    });
    await expect(startImport(systemCtx(db), { id, columns: { code: 1 }, encoding: "utf-16le" })).rejects.toMatchObject({
      details: { reason: "ENCODING" },
    });
  });

  test("quotes, semicolons, lines of every kind", async ({ db }) => {
    const text = 'code;note\n"AB;CD1234";"two\nlines"\r\nEFGH5678;5" screen\rIJKL9012;"a ""b"""\n="00112233";x';
    const { id } = await importFile(systemCtx(db), {
      productId: (await makeProduct(db)).id,
      bytes: text,
      columns: { code: 0 },
      mixedLengths: true,
    });
    expect(await countsOf(db, id)).toEqual({ rows: 4, imported: 4, duplicate: 0, refused: 0 });
  });

  test("a line of megabytes costs only itself", async ({ db }) => {
    const { id } = await importFile(systemCtx(db), {
      productId: (await makeProduct(db)).id,
      name: "a.txt",
      bytes: `LONGLINE-A1\n${"x".repeat(3 * 1024 * 1024)}\nLONGLINE-B2\n`,
      columns: { code: 0 },
      header: false,
    });
    expect(await issuesOf(db, id)).toEqual(["2 TOO_LARGE"]);
    expect(await countsOf(db, id)).toEqual({ rows: 3, imported: 2, duplicate: 0, refused: 1 });
  });

  test("lost zeros are refused unless lengths are meant to differ", async ({ db }) => {
    const productId = (await makeProduct(db)).id;
    const digits = (start: number) =>
      [`${start}12345678901`, `${start}22345678901`, `${start}32345678901`, `${start}4234567`].join("\n");
    const strict = await importFile(systemCtx(db), { productId, name: "a.txt", bytes: digits(1) });
    expect(await issuesOf(db, strict.id)).toEqual(["4 LEADING_ZEROS_LOST"]);
    const loose = await importFile(systemCtx(db), { productId, name: "a.txt", bytes: digits(2), mixedLengths: true });
    expect(await countsOf(db, loose.id)).toMatchObject({ imported: 4 });
  });
});

describe("uploads nobody started", () => {
  test("discarded by hand, or after a day", async ({ db }) => {
    const productId = (await makeProduct(db)).id;
    const upload = () => uploadImport(systemCtx(db), { productId, name: "a.txt", body: body("ABCD1234") });
    const [one, two] = [await upload(), await upload()];
    await discardUpload(systemCtx(db), { id: one.id });
    expect(uploads()).toEqual([`${two.id}.sealed`]);
    expect(await pruneUploads(systemCtx(db))).toEqual({ discarded: 0, files: 0 });
    expect(await pruneUploads(systemCtx(db, new Date(Date.now() + 25 * 3_600_000)))).toEqual({ discarded: 1, files: 1 });
    expect(uploads()).toEqual([]);
  });

  test("one that was started is neither discarded nor pruned, nor started twice", async ({ db }) => {
    const id = await queueFile(systemCtx(db), { productId: (await makeProduct(db)).id, name: "a.txt", bytes: "ABCD1234" });
    await expect(discardUpload(systemCtx(db), { id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(startImport(systemCtx(db), { id, columns: { code: 0 } })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await pruneUploads(systemCtx(db, new Date(Date.now() + 48 * 3_600_000)))).toEqual({ discarded: 0, files: 0 });
    expect(uploads()).toHaveLength(1);
  });
});
