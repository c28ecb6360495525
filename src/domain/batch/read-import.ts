import iconv from "iconv-lite";
import type { z } from "zod";
import { openUpload } from "#adapters/storage/upload-files.ts";
import { DomainError } from "#lib/errors.ts";
import type { SealedFile } from "#lib/sealed-file.ts";
import { guessDelimiter, readTextRows } from "#lib/sheet/read-text.ts";
import { openWorkbook } from "#lib/sheet/read-workbook.ts";
import { isBlank, type SheetRow } from "#lib/sheet/row.ts";
import { SheetProblem } from "#lib/sheet/zip-guard.ts";
import { foreignText, type Judging } from "./rules.ts";
import type { detectedSchema, FileProblem, Reading } from "./schema.ts";

export const unsupported = (reason: FileProblem) => new DomainError("UNSUPPORTED_FILE", { reason });

type Upload = {
  uploadKey: string | null;
  fileSize: bigint | null;
  format: string | null;
  detected: z.infer<typeof detectedSchema>;
};

/** An upload opened for reading, with what is still open filled in by detection. */
export type ImportSource = {
  encoding: "utf-8" | "gb18030" | "utf-16le" | "utf-16be";
  delimiter: "," | ";" | "\t" | "|" | "";
  sheet: number;
  sheets: string[];
  epoch: Judging["epoch"];
  foreign: Judging["foreign"];
  totalBytes: number;
  doneBytes(): number;
  /** Rows that are not blank, the heading among them, in batches. */
  rows(): AsyncGenerator<SheetRow[]>;
  close(): Promise<void>;
};

export async function openImport(upload: Upload, reading: Reading): Promise<ImportSource> {
  if (!upload.uploadKey || upload.fileSize === null) throw new DomainError("CONFLICT");
  const file = await openUpload(upload.uploadKey, Number(upload.fileSize));
  try {
    return await (upload.format === "xlsx" ? workbookSource(file, reading) : textSource(file, upload, reading));
  } catch (error) {
    await file.close();
    throw asDomainError(error);
  }
}

const asDomainError = (error: unknown): unknown => (error instanceof SheetProblem ? unsupported(error.reason) : error);

async function* written(batches: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow[]> {
  try {
    for await (const rows of batches) yield rows.filter((row) => !isBlank(row));
  } catch (error) {
    throw asDomainError(error);
  }
}

async function workbookSource(file: SealedFile, reading: Reading): Promise<ImportSource> {
  const book = await openWorkbook(file);
  const sheet = reading.sheet ?? 0;
  let done = 0;
  return {
    encoding: "utf-8",
    delimiter: "",
    sheet,
    sheets: book.sheets,
    epoch: book.epoch,
    foreign: null,
    totalBytes: book.sizeOf(sheet),
    doneBytes: () => done,
    rows: () => written(book.rows(sheet, (bytes) => (done += bytes))),
    close: () => file.close(),
  };
}

async function textSource(file: SealedFile, { detected }: Upload, reading: Reading): Promise<ImportSource> {
  const encoding = reading.encoding ?? detected.encoding;
  refuseImpossible(encoding, detected);
  const delimiter =
    reading.delimiter ?? guessDelimiter(iconv.decode(await file.read(0, 64 * 1024), encoding, { stripBOM: true }));
  let done = 0;
  async function* counted() {
    for await (const piece of file.stream()) {
      done += piece.length;
      yield piece;
    }
  }
  return {
    encoding,
    delimiter,
    sheet: 0,
    sheets: [],
    epoch: "1900",
    foreign: foreignText(encoding, (text) => iconv.encode(text, encoding)),
    totalBytes: file.size,
    doneBytes: () => done,
    rows: () => written(readTextRows(counted(), { encoding, delimiter })),
    close: () => file.close(),
  };
}

/** Every byte was looked at when the file came in: an encoding it cannot have is refused whole, not row by row. */
function refuseImpossible(encoding: ImportSource["encoding"], detected: Upload["detected"]): void {
  const wide = encoding.startsWith("utf-16");
  if (wide !== detected.encoding.startsWith("utf-16")) throw unsupported("ENCODING");
  if (encoding === "utf-8" && !detected.validUtf8) throw unsupported("ENCODING");
  if (encoding === "gb18030" && detected.validUtf8 && !detected.ascii) throw unsupported("ENCODING");
}
