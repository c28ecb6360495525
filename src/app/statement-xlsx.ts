import { PassThrough, Readable } from "node:stream";
import exceljs from "exceljs";
import type { StatementFile, Table } from "./statement-file.ts";

/** Rows come a page at a time and leave as they come: a statement of any length takes the same memory. */
export function streamStatementXlsx(
  file: StatementFile,
  pages: AsyncIterable<readonly (readonly string[])[]>,
): ReadableStream<Uint8Array> {
  const out = new PassThrough();
  writeBook(file, pages, out).catch((error) => out.destroy(error));
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
}

type Writer = exceljs.stream.xlsx.WorkbookWriter;

/** A sheet of facts, one of lines and one for each other table. Texts are text cells, never formulas; amounts are numbers. */
async function writeBook(
  file: StatementFile,
  pages: AsyncIterable<readonly (readonly string[])[]>,
  out: PassThrough,
): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  book.creator = file.operator;
  const facts = book.addWorksheet(sheetName(file.words.facts));
  facts.columns = [{ width: 18 }, { width: 40 }];
  facts.addRow([`${file.heading} ${file.no}`]).font = { bold: true, size: 14 };
  for (const [label, value] of file.facts) facts.addRow([label, text(value)]);
  for (const figures of [file.amounts, file.figures]) {
    facts.addRow([]);
    for (const [label, value] of figures) facts.addRow([label, amount(value)]).getCell(2).numFmt = money;
  }
  facts.addRow([]);
  for (const note of file.notes) facts.addRow([note]);
  facts.commit();
  await writeTable(book, file.words.lines, file.lines, pages, file.total);
  for (const table of file.sections) if (table.rows.length > 0) await writeTable(book, table.title, table, once(table.rows));
  await book.commit();
}

type Rows = AsyncIterable<readonly (readonly string[])[]>;
async function* once(rows: Table["rows"]) {
  yield rows;
}

async function writeTable(
  book: Writer,
  name: string,
  table: Omit<Table, "title" | "rows">,
  pages: Rows,
  total?: [string, string],
) {
  const sheet = book.addWorksheet(sheetName(name), { views: [{ state: "frozen", ySplit: 1 }] });
  const last = table.header.length;
  sheet.columns = table.widths.map((part) => ({ width: Math.max(6, part) }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: last } };
  sheet.addRow([...table.header]).font = { bold: true };
  for await (const rows of pages) {
    for (const row of rows) {
      const added = sheet.addRow(row.map((cell, i) => cellOf(cell, i, last)));
      added.getCell(last).numFmt = money;
      added.commit();
    }
  }
  if (total) {
    const added = sheet.addRow([total[0], ...Array(last - 2).fill(null), amount(total[1])]);
    added.font = { bold: true };
    added.getCell(last).numFmt = money;
  }
  sheet.commit();
}

const money = "#,##0.00";
const amount = (value: string): number => Number(value.replaceAll(",", ""));
const cellOf = (cell: string, index: number, last: number): string | number => {
  if (index === last - 1) return amount(cell);
  return index === 0 && /^\d+$/.test(cell) ? Number(cell) : text(cell);
};

/** A cell that begins like a formula is only text to Excel, but not to everything that opens the file or saves it as CSV. */
const text = (value: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value);
const sheetName = (name: string): string => name.replace(/[\\/*?:[\]]/g, " ").slice(0, 31);
