import { normaliseCode } from "#domain/vault/rules.ts";
import { parseYuan } from "#lib/money.ts";
import type { SheetRow } from "#lib/sheet/row.ts";
import type { Encoding } from "#lib/sheet/sniff-bytes.ts";
import { day, parseDay, plusDays } from "#lib/time.ts";
import { type Columns, limits, type RefusalKind } from "./schema.ts";

/** How a batch's rows are judged: the same for every row of it. */
export type Judging = {
  columns: Columns;
  /** Digit codes shorter than this have lost zeros; null switches the rule off. */
  digitLength: number | null;
  epoch: "1900" | "1904";
  /** The text was read as this; other than UTF-8 it may have been misread. */
  foreign: ((text: string) => boolean) | null;
  now: Date;
};

export type Judged = { code: string; serial: string | null; expiresAt: Date | null; costMinor: bigint | null };

/** A row becomes what a voucher needs, or the first reason why it does not. Never both. */
export function judgeRow(row: SheetRow, judging: Judging): Judged | RefusalKind {
  if (row.problem) return row.problem;
  const { columns } = judging;
  const code = judgeCode(row, judging);
  if (!code.ok) return code.refusal;
  const serial = judgeSerial(cellOf(row, columns.serial), judging);
  if (serial === false) return "BAD_SERIAL";
  const expiresAt = judgeExpiry(row, judging);
  if (typeof expiresAt === "string") return expiresAt;
  const costMinor = judgeCost(row, columns.cost);
  if (costMinor === false) return "BAD_COST";
  return { code: code.text, serial, expiresAt, costMinor };
}

const cellOf = (row: SheetRow, column: number | null): string | null => (column === null ? null : (row.cells[column] ?? ""));

type JudgedCode = { ok: true; text: string } | { ok: false; refusal: RefusalKind };
const no = (refusal: RefusalKind): JudgedCode => ({ ok: false, refusal });

function judgeCode(row: SheetRow, { columns, digitLength, foreign }: Judging): JudgedCode {
  const raw = row.cells[columns.code];
  if (raw === undefined) return no("COLUMN_MISSING");
  if (row.numeric?.[columns.code]) return no("NUMERIC_CELL");
  const cell = unwrapFormula(raw);
  if (hasControl(cell.trim())) return no("CONTROL_CHARACTER");
  const text = normaliseCode(cell);
  if (text === "") return no("EMPTY");
  if (text.length > limits.codeLongest) return no("TOO_LONG");
  if (isMisread(text) || foreign?.(text)) return no("MOJIBAKE");
  if (looksScientific(text)) return no("SCIENTIFIC");
  if (text.includes('"')) return no("MALFORMED");
  if (text.length < limits.codeShortest) return no("TOO_SHORT");
  if (digitLength !== null && text.length < digitLength && /^\d+$/.test(text)) return no("LEADING_ZEROS_LOST");
  return { ok: true, text };
}

/** ="0012" is how a spreadsheet is told to keep a text as it is. */
const unwrapFormula = (cell: string): string => /^\s*="(.*)"\s*$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
const hasControl = (text: string): boolean => /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text);

/** The mark of a byte that could not be read, private letters, and the two classic products of a wrong encoding. */
const isMisread = (text: string): boolean => /[\ufffd\ue000-\uf8ff\p{Cn}]|锟斤拷|[ÃÂ][\u0080-\u00bf]/u.test(text);

/** 6.22E+15: what Excel leaves of a long number. The digits behind it are lost. */
const looksScientific = (text: string): boolean => /^\d(?:\.\d+)?E\+?\d{1,3}$/i.test(text);

function judgeSerial(cell: string | null, { foreign }: Judging): string | null | false {
  const text = cell === null ? "" : unwrapFormula(cell).trim();
  if (text === "") return null;
  return text.length <= limits.serialLongest && !hasControl(text) && !isMisread(text) && !foreign?.(text) ? text : false;
}

/** A date means the whole of that day in Shanghai; a date and time mean that moment. */
function judgeExpiry(
  row: SheetRow,
  { columns, epoch, now }: Judging,
): Date | null | "BAD_EXPIRY" | "PAST_EXPIRY" | "COLUMN_MISSING" {
  if (columns.expiry === null) return null;
  const cell = row.cells[columns.expiry];
  if (cell === undefined) return row.numeric ? null : "COLUMN_MISSING"; // a workbook leaves out empty cells
  if (cell.trim() === "") return null;
  const at = row.numeric?.[columns.expiry] ? fromDayNumber(cell, epoch) : knownExpiry(cell);
  if (!at) return "BAD_EXPIRY";
  return at <= now ? "PAST_EXPIRY" : at;
}

const dates = new Map<string, Date | null>();

/** A file repeats few dates many times, and reckoning with time zones is slow. */
function knownExpiry(text: string): Date | null {
  const known = dates.get(text);
  if (known !== undefined) return known;
  if (dates.size >= 5_000) dates.clear();
  const at = parseExpiry(text);
  dates.set(text, at);
  return at;
}

const endOfDay = (start: Date): Date => new Date(plusDays(start, 1).getTime() - 1000);

export function parseExpiry(text: string): Date | null {
  const clean = text
    .normalize("NFKC")
    .trim()
    .replace(/[年月]/g, "-")
    .replace(/日/g, " ")
    .trim();
  const match = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/.exec(
    clean,
  );
  if (!match) return null;
  const start = parseDay(`${match[1]}-${match[2] ?? match[4]}-${match[3] ?? match[5]}`);
  if (!start || start.getTime() > 4_102_416_000_000) return null; // 2100: a typing error
  if (match[6] === undefined) return endOfDay(start);
  const [hours, minutes, seconds] = [match[6], match[7], match[8] ?? "0"].map(Number) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return new Date(start.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** A workbook keeps dates as days since its epoch; believable ones only (1954 to 2100), or any number would be a date. */
function fromDayNumber(cell: string, epoch: "1900" | "1904"): Date | null {
  if (/^\d{8}$/.test(cell)) return parseExpiry(cell);
  const days = Number(cell) + (epoch === "1904" ? 1462 : 0);
  if (!(days >= 20_000 && days < 73_051)) return null;
  const utc = new Date(Date.UTC(1899, 11, 30) + Math.round(days * day));
  const text = utc.toISOString();
  return parseExpiry(text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19));
}

function judgeCost(row: SheetRow, column: number | null): bigint | null | false {
  const cell = cellOf(row, column);
  if (cell === null || cell.trim() === "") return null;
  const text = cell
    .normalize("NFKC")
    .trim()
    .replace(/^[¥￥]|元$/g, "");
  // 0.1 + 0.2 in a workbook is 0.30000000000000004: as many digits count as a person sees.
  const shown = row.numeric?.[column!] ? String(Number(Number(text).toPrecision(15))) : text;
  return parseYuan(shown) ?? false;
}

/**
 * The leading-zero rule. Of the digit-only codes in the sample at least 60% (and three) have one length: a shorter one has
 * lost its zeros, as happens when a spreadsheet takes a code for a number.
 */
export function usualDigitLength(codes: readonly string[]): number | null {
  const counts = new Map<number, number>();
  let total = 0;
  for (const raw of codes) {
    const code = normaliseCode(unwrapFormula(raw));
    if (!/^\d+$/.test(code)) continue;
    counts.set(code.length, (counts.get(code.length) ?? 0) + 1);
    total += 1;
  }
  const [length, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return count >= 3 && count * 10 >= total * 6 && length >= limits.codeShortest ? length : null;
}

/** In a file that is not UTF-8: a piece whose bytes are proper UTF-8 was written by another program and is misread here. */
export function foreignText(encoding: Encoding, encode: (text: string) => Buffer): Judging["foreign"] {
  if (encoding !== "gb18030") return null;
  const strict = new TextDecoder("utf-8", { fatal: true });
  return (text) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range
    if (/^[\x00-\x7f]*$/.test(text)) return false;
    try {
      strict.decode(encode(text));
      return true;
    } catch {
      return false;
    }
  };
}
