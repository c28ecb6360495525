import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { SheetRow } from "#lib/sheet/row.ts";
import { type ImportSource, openImport } from "./read-import.ts";
import { guessColumns, looksLikeHeader, maskCell } from "./rules-columns.ts";
import { type Columns, importOptions, previewInput, type Reading } from "./schema.ts";

const SHOWN = 20;
const SAMPLED = 200;

export type ImportPreview = Required<Reading> & {
  certain: boolean;
  sheets: string[];
  columns: Columns;
  /** Headings, or null when the file begins with data. */
  headings: string[] | null;
  rows: { line: number; cells: string[]; problem: string | null }[];
  width: number;
};

/** The file's first rows, so that a person can say what is in which column. Codes show only their ends. */
export async function previewImport(ctx: Ctx, input: Reading & { id: string }): Promise<ImportPreview> {
  authorize(ctx, "batch:manage");
  const { id, ...reading } = previewInput.parse(input);
  const batch = await ctx.db.batch.findUnique({
    where: { id },
    select: { status: true, uploadKey: true, fileSize: true, format: true, options: true },
  });
  if (!batch) throw new DomainError("NOT_FOUND");
  if (batch.status !== "UPLOADED") throw new DomainError("CONFLICT");
  const { detected } = importOptions.parse(batch.options);
  const source = await openImport({ ...batch, detected }, reading);
  try {
    return summarise(source, await firstRows(source, SAMPLED), reading, detected.certain);
  } finally {
    await source.close();
  }
}

export async function firstRows(source: ImportSource, count: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of source.rows()) {
    rows.push(...batch.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

function summarise(source: ImportSource, sample: SheetRow[], reading: Reading, certain: boolean): ImportPreview {
  const cells = sample.map((row) => row.cells);
  const header = reading.header ?? looksLikeHeader(cells);
  const data = header ? sample.slice(1) : sample;
  const columns = guessColumns(
    header ? (cells[0] ?? []) : null,
    data.map((row) => row.cells),
  );
  const secret = new Set([columns.code, columns.serial]);
  const width = Math.min(Math.max(1, ...cells.map((row) => row.length)), 30);
  const shown = (row: SheetRow) => row.cells.slice(0, width).map((cell, column) => maskCell(cell, secret.has(column)));
  return {
    encoding: source.encoding,
    delimiter: source.delimiter,
    header,
    sheet: source.sheet,
    sheets: source.sheets,
    certain: certain || reading.encoding !== undefined,
    columns,
    // A row of data taken for a heading must not show its code either.
    headings: header ? (cells[0] ?? []).slice(0, width).map((cell) => maskCell(cell, false)) : null,
    rows: data.slice(0, SHOWN).map((row) => ({ line: row.line, cells: shown(row), problem: row.problem ?? null })),
    width,
  };
}
