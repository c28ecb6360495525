import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { MAX_COLUMNS, MAX_ROW_CHARS, type SheetRow } from "./row.ts";
import type { Encoding } from "./sniff-bytes.ts";

/** "" means: the whole line is one cell. */
export type Delimiter = "," | ";" | "\t" | "|" | "";
export type TextOptions = { encoding: Encoding; delimiter: Delimiter };

/** A quoted cell may run over at most so many lines; beyond, its quote was never closed. */
const MAX_QUOTED_LINES = 50;

type Line = { no: number; text: string; tooLarge?: boolean };

/**
 * The rows of a delimited text file, in batches. A row whose quote never closes costs only its own line: it is reported as
 * MALFORMED and reading goes on with the next line. Nothing longer than MAX_ROW_CHARS is ever held.
 */
export async function* readTextRows(source: AsyncIterable<Buffer>, options: TextOptions): AsyncGenerator<SheetRow[]> {
  const { delimiter } = options;
  let held: Line[] = []; // lines of a record whose quote is still open
  for await (const batch of lines(source, options.encoding)) {
    const rows: SheetRow[] = [];
    for (const line of batch) {
      if (held.length === 0 && isPlain(line, delimiter)) rows.push({ line: line.no, cells: split(line.text, delimiter) });
      else held = takeAll([...held, line], delimiter, false, rows);
    }
    yield rows;
  }
  const rows: SheetRow[] = [];
  takeAll(held, delimiter, true, rows);
  yield rows;
}

const isPlain = (line: Line, delimiter: Delimiter) => !line.tooLarge && (delimiter === "" || !line.text.includes('"'));

/** Adds the rows that are complete and answers the lines that still wait for more. */
function takeAll(held: Line[], delimiter: Delimiter, ended: boolean, into: SheetRow[]): Line[] {
  let waiting = held;
  while (waiting.length > 0) {
    const done = take(waiting, delimiter, ended);
    if (!done) break;
    into.push(...done.rows);
    waiting = waiting.slice(done.lines);
  }
  return waiting;
}

type Taken = { rows: SheetRow[]; lines: number };

/** Rows from the start of `held`, or null when a quoted cell needs more lines. */
function take(held: Line[], delimiter: Delimiter, ended: boolean): Taken | null {
  const first = held[0]!;
  if (first.tooLarge) return { rows: [{ line: first.no, cells: [], problem: "TOO_LARGE" }], lines: 1 };
  if (isPlain(first, delimiter)) return { rows: [{ line: first.no, cells: split(first.text, delimiter) }], lines: 1 };
  let open = false;
  let chars = 0;
  for (let count = 1; count <= held.length; count++) {
    const line = held[count - 1]!;
    if (line.tooLarge) return malformed(first);
    const quote = readQuotes(line.text, delimiter, open);
    if (quote.stray && count > 1) return malformed(first);
    open = quote.open;
    chars += line.text.length;
    if (!open) return parseQuoted(held.slice(0, count), delimiter);
    if (count >= MAX_QUOTED_LINES || chars > MAX_ROW_CHARS) return malformed(first);
  }
  return ended ? malformed(first) : null;
}

const malformed = (line: Line): Taken => ({ rows: [{ line: line.no, cells: [], problem: "MALFORMED" }], lines: 1 });

function split(text: string, delimiter: Delimiter): string[] {
  return delimiter === "" ? [text] : text.split(delimiter, MAX_COLUMNS);
}

/** A quote opens only at the start of a cell; doubled it is a quote of the text. `stray`: it closed in the middle of a cell. */
function readQuotes(text: string, delimiter: Delimiter, openBefore: boolean): { open: boolean; stray: boolean } {
  let open = openBefore;
  let stray = false;
  let atStart = !open;
  for (let i = 0; i < text.length; i++) {
    const isQuote = text[i] === '"';
    if (open && isQuote && text[i + 1] === '"') i += 1;
    else if (open && isQuote) {
      open = false;
      stray ||= i + 1 < text.length && text[i + 1] !== delimiter;
    } else if (!open && isQuote && atStart) open = true;
    else if (!open) {
      atStart = text[i] === delimiter;
      continue;
    }
    atStart = false;
  }
  return { open, stray };
}

/** Lines that would be rows by themselves were swallowed by a quote that was never meant to be open. */
function swallowsRows(held: Line[], delimiter: Delimiter, width: number): boolean {
  if (held.length === 1) return false;
  return width < 2 || held.slice(1, -1).some((line) => line.text.split(delimiter).length >= width);
}

/** Quotes inside an unquoted cell are taken as they are: 5" screen, ="0001". */
function parseQuoted(held: Line[], delimiter: Delimiter): Taken {
  try {
    const records = parse(held.map((line) => line.text).join("\n"), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: "\n",
      max_record_size: MAX_ROW_CHARS,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (swallowsRows(held, delimiter, records[0]?.record.length ?? 0)) return malformed(held[0]!);
    const rows = records.map(({ record }, index) => {
      const before = index === 0 ? 0 : records[index - 1]!.info.lines;
      return { line: held[Math.min(before, held.length - 1)]!.no, cells: record.slice(0, MAX_COLUMNS) };
    });
    return { rows, lines: held.length };
  } catch {
    return malformed(held[0]!);
  }
}

/** Lines in batches, one per piece read: far fewer awaits than one per line. Ends are LF, CRLF or CR. */
async function* lines(source: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Line[]> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  let open = "";
  let overlong = false;
  let no = 1;
  function cut(text: string, ended: boolean): Line[] {
    open += text;
    const found: Line[] = [];
    let from = 0;
    for (const end of open.matchAll(/\r\n?|\n/g)) {
      if (end[0] === "\r" && end.index === open.length - 1 && !ended) break; // its LF may be in the next piece
      found.push(overlong ? { no: no++, text: "", tooLarge: true } : { no: no++, text: open.slice(from, end.index) });
      overlong = false;
      from = end.index + end[0].length;
    }
    open = open.slice(from);
    if (open.length > MAX_ROW_CHARS) {
      overlong = true;
      open = open.endsWith("\r") ? "\r" : "";
    }
    if (ended && overlong) found.push({ no, text: "", tooLarge: true });
    else if (ended && open !== "") found.push({ no, text: open });
    return found;
  }
  for await (const piece of source) yield cut(decoder.write(piece), false);
  yield cut(decoder.end() ?? "", true);
}

/** The delimiter that takes the first lines apart most evenly; "" when none does. */
export function guessDelimiter(sample: string): Delimiter {
  const rows = sample
    .split(/\r\n|\n|\r/)
    .slice(0, 50)
    .filter((line) => line.trim() !== "");
  let best: { delimiter: Delimiter; score: number } = { delimiter: "", score: 0 };
  for (const delimiter of [",", "\t", ";", "|"] as const) {
    const counts = rows.map((row) => row.replace(/"[^"]*"/g, "").split(delimiter).length - 1);
    const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    if (usual === 0) continue;
    const score = counts.filter((count) => count === usual).length / rows.length + usual / 1000;
    if (score > best.score) best = { delimiter, score };
  }
  return best.score >= 0.5 ? best.delimiter : "";
}
