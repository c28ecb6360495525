import path from "node:path";
import PDFDocument from "pdfkit";
import type { StatementFile, Table } from "./statement-file.ts";

/** Loaded only by its route: each weight of the font is 10 MB. */
const font = (name: string) =>
  path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans-sc", name, `NotoSansSC_${name}.ttf`);

const ink = "#14181f";
const muted = "#626b7a";
const rule = "#dfe3e8";
const soft = "#f5f6f8";
const margin = 36;
const width = 595.28 - 2 * margin;
const bottom = 841.89 - 52;
const rowHeight = 16;

type Pen = { doc: PDFKit.PDFDocument; y: number; cut: (text: string, room: number) => string };

/** The document with at most the lines given; a sheet of paper for each forty of them. */
export async function renderStatementPdf(file: StatementFile, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin,
    bufferPages: true,
    info: { Title: `${file.heading} ${file.no}`, Author: file.operator, Creator: "Kayisu", Producer: "Kayisu" },
  });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  doc.registerFont("regular", font("400Regular"));
  doc.registerFont("bold", font("700Bold"));
  const pen: Pen = { doc, y: margin, cut: cutter(doc) };
  drawHead(pen, file);
  drawTable(pen, { ...file.lines, rows });
  drawTotal(pen, file, rows.length);
  for (const table of file.sections) {
    if (table.rows.length === 0) continue;
    room(pen, 60);
    pen.y += 14;
    write(pen, table.title, margin, { size: 10, bold: true });
    pen.y += 18;
    drawTable(pen, table);
  }
  drawNotes(pen, file.notes);
  drawFooters(pen, file);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

type Look = { size?: number; bold?: boolean; color?: string; room?: number; right?: boolean };

/** One line of text at x, cut to its room; the pen stays where it is. */
function write(
  { doc, y, cut }: Pen,
  text: string,
  x: number,
  { size = 8, bold, color = ink, room: space = width, right }: Look = {},
) {
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color);
  const shown = cut(text, space);
  doc.text(shown, right ? x + space - doc.widthOfString(shown) : x, y, { lineBreak: false });
}

/** Text that does not fit ends in "…". Names repeat, so what was measured is remembered. */
function cutter(doc: PDFKit.PDFDocument): Pen["cut"] {
  const known = new Map<string, string>();
  return (text, space) => {
    const key = `${space}|${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let shown = text;
    for (let length = Array.from(text).length - 1; doc.widthOfString(shown) > space && length > 0; length--) {
      shown = `${Array.from(text).slice(0, length).join("")}…`;
    }
    if (known.size < 20_000) known.set(key, shown);
    return shown;
  };
}

function room(pen: Pen, height: number): void {
  if (pen.y + height <= bottom) return;
  pen.doc.addPage();
  pen.y = margin;
}

function line({ doc, y }: Pen, color = rule): void {
  doc
    .moveTo(margin, y)
    .lineTo(margin + width, y)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke();
}

function drawHead(pen: Pen, file: StatementFile): void {
  write(pen, file.heading, margin, { size: 18, bold: true });
  write({ ...pen, y: pen.y + 10 }, file.operator, margin + width / 2, { color: muted, room: width / 2, right: true });
  pen.y += 34;
  line(pen);
  pen.y += 10;
  const column = width / 3;
  file.facts.forEach(([label, value], index) => {
    const x = margin + (index % 3) * column;
    write(pen, label, x, { size: 7, color: muted, room: column - 8 });
    write({ ...pen, y: pen.y + 11 }, value, x, { size: 9, room: column - 8 });
    if (index % 3 === 2 || index === file.facts.length - 1) pen.y += 30;
  });
  drawFigures(pen, file.figures);
  for (const [label, value] of file.amounts) {
    write(pen, label, margin + width / 2, { color: muted, room: width / 4 });
    write(pen, value, margin + (width * 3) / 4, { room: width / 4, right: true });
    pen.y += 13;
  }
  pen.y += 10;
}

/** Opening balance, what is paid out of this statement, closing balance. */
function drawFigures(pen: Pen, figures: StatementFile["figures"]): void {
  pen.doc.roundedRect(margin, pen.y, width, 44, 4).fillColor(soft).fill();
  const column = width / figures.length;
  figures.forEach(([label, value], index) => {
    const x = margin + index * column + 10;
    write({ ...pen, y: pen.y + 8 }, label, x, { size: 7, color: muted, room: column - 20 });
    write({ ...pen, y: pen.y + 20 }, `¥${value}`, x, { size: 13, bold: true, room: column - 20 });
  });
  pen.y += 54;
}

function drawTable(pen: Pen, table: Omit<Table, "title">): void {
  const total = table.widths.reduce((sum, part) => sum + part, 0);
  const edges = table.widths.map(
    (_, i) => margin + (table.widths.slice(0, i).reduce((sum, part) => sum + part, 0) / total) * width,
  );
  const cells = (texts: readonly string[], look: Look) =>
    texts.forEach((text, i) => {
      const space = (edges[i + 1] ?? margin + width) - edges[i]! - 4;
      write(pen, text, edges[i]!, { ...look, room: space, right: i >= table.rightFrom });
    });
  const header = () => {
    cells(table.header, { size: 7, color: muted });
    pen.y += 12;
    line(pen);
    pen.y += 4;
  };
  header();
  for (const row of table.rows) {
    if (pen.y + rowHeight > bottom) {
      room(pen, rowHeight);
      header();
    }
    cells(row, {});
    pen.y += 12;
    line(pen);
    pen.y += rowHeight - 12;
  }
}

function drawTotal(pen: Pen, file: StatementFile, shown: number): void {
  room(pen, 40);
  pen.y += 4;
  write(pen, file.total[0], margin, { size: 9, bold: true });
  write(pen, file.total[1], margin + width / 2, { size: 9, bold: true, room: width / 2 - 4, right: true });
  pen.y += 16;
  const rest = file.lineCount - shown;
  if (rest <= 0) return;
  write(pen, file.words.rest(shown, rest), margin, { size: 7, color: muted });
  pen.y += 12;
}

function drawNotes(pen: Pen, notes: readonly string[]): void {
  room(pen, 20 + notes.length * 11);
  pen.y += 10;
  for (const note of notes) {
    write(pen, note, margin, { size: 7, color: muted });
    pen.y += 11;
  }
}

function drawFooters(pen: Pen, file: StatementFile): void {
  const { doc } = pen;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // Below the margin a text would begin a new page.
    doc.page.margins.bottom = 0;
    const at = { ...pen, y: 841.89 - 32 };
    write(at, file.no, margin, { size: 7, color: muted });
    write(at, file.words.page(page + 1, count), margin + width / 2, { size: 7, color: muted, room: width / 2, right: true });
  }
}
