import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, vi } from "vitest";
import { previewImport } from "#domain/batch/preview-import.ts";
import { type ImportOutcome, runImport } from "#domain/batch/run-import.ts";
import type { StartInput } from "#domain/batch/schema.ts";
import { startImport } from "#domain/batch/start-import.ts";
import { uploadImport } from "#domain/batch/upload-import.ts";
import type { Ctx } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";

/** Files as suppliers send them, and the steps that take them in. Uploads lie in a folder of the test's own. */
export const dataFolder = mkdtempSync(path.join(tmpdir(), "kayisu-uploads-"));
vi.stubEnv("KAYISU_DATA_DIR", dataFolder);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

export async function* inPieces(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

type FileInput = { productId: string; name?: string; bytes: Buffer | string } & Partial<Omit<StartInput, "id">>;

/** Uploads and starts; the columns are those the preview guesses unless given. */
export async function queueFile(ctx: Ctx, input: FileInput): Promise<string> {
  const { productId, name = "codes.csv", bytes, columns, ...rest } = input;
  const { id } = await uploadImport(ctx, { productId, name, body: inPieces(Buffer.from(bytes as string)) });
  const guessed = columns ?? (await previewImport(ctx, { id, ...rest })).columns;
  await startImport(ctx, { id, columns: guessed, ...rest });
  return id;
}

export async function importFile(ctx: Ctx, input: FileInput): Promise<{ id: string; outcome: ImportOutcome }> {
  const id = await queueFile(ctx, input);
  return { id, outcome: await runImport(ctx, { importId: id }) };
}

export const countsOf = async (db: Db, id: string) => {
  const { rowCount, importedCount, duplicateCount, refusedCount } = await db.batch.findUniqueOrThrow({ where: { id } });
  return { rows: rowCount, imported: importedCount, duplicate: duplicateCount, refused: refusedCount };
};
export const issuesOf = async (db: Db, batchId: string) =>
  (await db.batchIssue.findMany({ where: { batchId }, orderBy: { line: "asc" } })).map(({ line, kind }) => `${line} ${kind}`);

type ZipPart = { name: string; data: Buffer; claimSize?: number };

/** A zip file by hand, so that it may also lie about what it holds. */
export function makeZip(parts: ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimSize = data.length } of parts) {
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimSize, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from("504b0304", "hex"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from("504b01021400", "hex"), common, tail, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

export type Cell = string | number | { inline: string };
const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook with one sheet: texts are shared ones as Excel writes them, numbers are numbers. */
export function makeXlsx(rows: Cell[][], extra: { sheet?: ZipPart; before?: string } = {}): Buffer {
  const shared: string[] = [];
  const cell = (value: Cell, at: string) => {
    if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === "object") return `<c r="${at}" t="inlineStr"><is><t>${xml(value.inline)}</t></is></c>`;
    return `<c r="${at}" t="s"><v>${shared.push(value) - 1}</v></c>`;
  };
  const body = rows.map((cells, row) => {
    const inside = cells.map((value, column) =>
      value === "" ? "" : cell(value, `${String.fromCharCode(65 + column)}${row + 1}`),
    );
    return `<row r="${row + 1}">${inside.join("")}</row>`;
  });
  const sheet = `${head}${extra.before ?? ""}<worksheet ${main}><sheetData>${body.join("")}</sheetData></worksheet>`;
  const strings = shared.map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join("");
  const part = (name: string, text: string): ZipPart => ({ name, data: Buffer.from(text) });
  return makeZip([
    part("[Content_Types].xml", `${head}<Types/>`),
    part(
      "xl/workbook.xml",
      `${head}<workbook ${main} xmlns:r="x"><sheets><sheet name="码" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part("xl/sharedStrings.xml", `${head}<sst ${main}>${strings}</sst>`),
    extra.sheet ?? part("xl/worksheets/sheet1.xml", sheet),
  ]);
}
