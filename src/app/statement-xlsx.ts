import exceljs from "exceljs";
import type { StatementFile } from "./statement-file.ts";

/** Two sheets: the statement and its lines. Texts are text cells, never formulas; amounts are numbers a spreadsheet can add up. */
export async function renderStatementXlsx(file: StatementFile): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  book.creator = file.operator;
  const facts = book.addWorksheet(sheetName(file.words.facts));
  facts.columns = [{ width: 18 }, { width: 36 }];
  facts.addRow([`${file.heading} ${file.no}`]).font = { bold: true, size: 14 };
  for (const [label, value] of file.facts) facts.addRow([label, text(value)]);
  facts.addRow([]);
  for (const [label, value] of file.figures) facts.addRow([label, Number(value)]).getCell(2).numFmt = "#,##0.00";
  facts.addRow([]);
  for (const note of file.notes) facts.addRow([note]);
  const lines = book.addWorksheet(sheetName(file.words.lines), { views: [{ state: "frozen", ySplit: 1 }] });
  lines.columns = [6, 12, 28, 18, 22, 8, 18, 14, 12].map((width) => ({ width }));
  lines.addRow(file.header).font = { bold: true };
  const last = file.header.length;
  for (const row of file.rows) {
    const added = lines.addRow(
      row.map((cell, index) => (index === last - 1 ? Number(cell) : typeof cell === "number" ? cell : text(cell))),
    );
    added.getCell(last).numFmt = "#,##0.00";
  }
  const total = lines.addRow([file.total[0], ...Array(last - 2).fill(null), Number(file.total[1])]);
  total.font = { bold: true };
  total.getCell(last).numFmt = "#,##0.00";
  lines.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: last } };
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A cell that begins like a formula is only text to Excel, but not to everything that opens the file or saves it as CSV. */
const text = (value: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value);
const sheetName = (name: string): string => name.replace(/[\\/*?:[\]]/g, " ").slice(0, 31);
