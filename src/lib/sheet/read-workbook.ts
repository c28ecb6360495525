import { StringDecoder } from "node:string_decoder";
import { SaxesParser } from "saxes";
import type { SealedFile } from "#lib/sealed-file.ts";
import { MAX_COLUMNS, MAX_ROW_CHARS, type SheetRow } from "./row.ts";
import { type Archive, openArchive, SheetProblem } from "./zip-guard.ts";

/** Characters of shared texts that are kept in memory: about six million codes. */
const MAX_SHARED_CHARS = 100 * 1024 * 1024;
const MAX_PART = 8 * 1024 * 1024;

export type Workbook = {
  sheets: string[];
  /** Day 0 of its date numbers. */
  epoch: "1900" | "1904";
  /** Unpacked size of a sheet, for progress. */
  sizeOf(sheet: number): number;
  rows(sheet: number, onBytes?: (unpacked: number) => void): AsyncGenerator<SheetRow[]>;
};

type Handlers = {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

type Parser = { write(text: string): void; close(): void };

/** Plain XML only: a document type (and with it any entity of its own) is refused, and so is one tag or text without end. */
function makeParser(handlers: Handlers): Parser {
  const parser = new SaxesParser({ position: false });
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  let waiting = 0;
  parser.on("doctype", () => {
    throw new SheetProblem("BROKEN");
  });
  parser.on("error", (error) => {
    throw new SheetProblem("BROKEN", { cause: error });
  });
  parser.on("opentag", (tag) => {
    waiting = 0;
    handlers.open(local(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on("closetag", (tag) => {
    waiting = 0;
    handlers.close?.(local(tag.name));
  });
  if (handlers.text) parser.on("text", handlers.text);
  return {
    write(text) {
      waiting += text.length;
      parser.write(text);
      if (waiting > MAX_PART) throw new SheetProblem("ZIP_BOMB");
    },
    close: () => void parser.close(),
  };
}

async function feed(source: AsyncIterable<Buffer>, parser: Parser): Promise<void> {
  const decoder = new StringDecoder("utf8");
  for await (const piece of source) parser.write(decoder.write(piece));
  parser.write(decoder.end());
  parser.close();
}

/** Reads a workbook as a stream: never the whole of it in memory, never anything of it on the disk. */
export async function openWorkbook(file: SealedFile): Promise<Workbook> {
  const archive = await openArchive(file);
  if (!archive.entries.has("[Content_Types].xml")) throw new SheetProblem("NOT_A_WORKBOOK");
  const { sheets, epoch } = await readIndex(archive);
  if (sheets.length === 0) throw new SheetProblem("NOT_A_WORKBOOK");
  let shared: Promise<string[]> | undefined;
  const partOf = (index: number) => {
    const part = sheets[index]?.part;
    if (!part) throw new SheetProblem("NO_SUCH_SHEET");
    return part;
  };
  return {
    sheets: sheets.map(({ name }) => name),
    epoch,
    sizeOf: (index) => archive.entries.get(partOf(index))?.uncompressedSize ?? 0,
    async *rows(index, onBytes) {
      const part = partOf(index);
      shared ??= readSharedTexts(archive);
      yield* sheetRows(archive.open(part), await shared, onBytes);
    },
  };
}

async function readIndex(archive: Archive): Promise<{ sheets: { name: string; part: string }[]; epoch: Workbook["epoch"] }> {
  const targets = new Map<string, string>();
  const rels = makeParser({
    open: (name, { Id, Target }) => void (name === "Relationship" && Id && Target && targets.set(Id, Target)),
  });
  rels.write(await archive.text("xl/_rels/workbook.xml.rels", MAX_PART));
  const found: { name: string; part: string; hidden: boolean }[] = [];
  let epoch: Workbook["epoch"] = "1900";
  const book = makeParser({
    open(name, attributes) {
      if (name === "workbookPr" && /^(1|true)$/.test(attributes.date1904 ?? "")) epoch = "1904";
      if (name !== "sheet") return;
      const target = targets.get(
        attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "",
      );
      if (!target) return;
      const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
      if (archive.entries.has(part))
        found.push({ name: attributes.name ?? "", part, hidden: /hidden/i.test(attributes.state ?? "") });
    },
  });
  book.write(await archive.text("xl/workbook.xml", MAX_PART));
  return { sheets: found.filter(({ hidden }) => !hidden), epoch };
}

/** A copy of its own: a slice would keep the whole piece of XML alive that it was cut from. */
const own = (text: string) => Buffer.from(text, "utf8").toString("utf8");

async function readSharedTexts(archive: Archive): Promise<string[]> {
  const name = [...archive.entries.keys()].find((key) => key.toLowerCase() === "xl/sharedstrings.xml");
  if (!name) return [];
  const texts: string[] = [];
  let current = "";
  let inText = false;
  let phonetic = false; // reading aids beside Japanese and Chinese texts are no part of them
  let chars = 0;
  const parser = makeParser({
    open(tag) {
      if (tag === "si") current = "";
      else if (tag === "rPh") phonetic = true;
      else if (tag === "t") inText = !phonetic;
    },
    text(text) {
      if (!inText) return;
      current += text;
      chars += text.length;
      if (chars > MAX_SHARED_CHARS) throw new SheetProblem("TOO_MANY_TEXTS");
    },
    close(tag) {
      if (tag === "t") inText = false;
      else if (tag === "rPh") phonetic = false;
      else if (tag === "si") texts.push(own(current));
    },
  });
  await feed(archive.open(name), parser);
  return texts;
}

/** "AB12" → 27 (columns from 0); null without a reference. */
function columnOf(reference: string | undefined): number | null {
  if (!reference) return null;
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column > 0 ? column - 1 : null;
}

async function* sheetRows(
  source: AsyncIterable<Buffer>,
  shared: readonly string[],
  onBytes: ((unpacked: number) => void) | undefined,
): AsyncGenerator<SheetRow[]> {
  const collector = new RowCollector(shared);
  const parser = makeParser(collector);
  const decoder = new StringDecoder("utf8");
  for await (const piece of source) {
    parser.write(decoder.write(piece));
    onBytes?.(piece.length);
    yield collector.drain();
  }
  parser.write(decoder.end());
  parser.close();
  yield collector.drain();
}

class RowCollector implements Handlers {
  readonly #shared: readonly string[];
  #done: SheetRow[] = [];
  #cells: string[] = [];
  #numeric: boolean[] = [];
  #line = 0;
  #chars = 0;
  #column = -1;
  #type = "";
  #value = "";
  #inValue = false;
  #phonetic = false;

  constructor(shared: readonly string[]) {
    this.#shared = shared;
  }

  drain(): SheetRow[] {
    const rows = this.#done;
    this.#done = [];
    return rows;
  }

  open = (tag: string, attributes: Record<string, string>): void => {
    if (tag === "row") this.#startRow(Number(attributes.r));
    else if (tag === "c") this.#startCell(attributes.r, attributes.t);
    else if (tag === "rPh") this.#phonetic = true;
    else if (tag === "v" || (tag === "t" && !this.#phonetic)) this.#inValue = true;
  };

  text = (text: string): void => {
    if (!this.#inValue) return;
    this.#chars += text.length;
    if (this.#chars <= MAX_ROW_CHARS) this.#value += text;
  };

  close = (tag: string): void => {
    if (tag === "v" || tag === "t") this.#inValue = false;
    else if (tag === "rPh") this.#phonetic = false;
    else if (tag === "c") this.#endCell();
    else if (tag === "row") this.#endRow();
  };

  #startRow(no: number): void {
    this.#line = Number.isInteger(no) && no > this.#line ? no : this.#line + 1;
    this.#cells = [];
    this.#numeric = [];
    this.#chars = 0;
    this.#column = -1;
  }

  #startCell(reference: string | undefined, type: string | undefined): void {
    this.#column = columnOf(reference) ?? this.#column + 1;
    this.#type = type ?? "n";
    this.#value = "";
  }

  #endCell(): void {
    if (this.#column >= MAX_COLUMNS) return;
    const isShared = this.#type === "s";
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = isShared ? (this.#shared[Number(this.#value)] ?? "") : own(this.#value);
    this.#numeric[this.#column] = this.#type === "n" && this.#value !== "";
  }

  #endRow(): void {
    const row = { line: this.#line, cells: this.#cells, numeric: this.#numeric };
    this.#done.push(this.#chars > MAX_ROW_CHARS ? { line: this.#line, cells: [], problem: "TOO_LARGE" } : row);
  }
}
