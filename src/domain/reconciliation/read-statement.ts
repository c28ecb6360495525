import iconv from "iconv-lite";
import type { StatementLine } from "#adapters/payment/payment.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { DomainError } from "#lib/errors.ts";
import type { SealedFile } from "#lib/sealed-file.ts";
import { guessDelimiter, readTextRows } from "#lib/sheet/read-text.ts";
import { isBlank, type SheetRow } from "#lib/sheet/row.ts";
import type { Sniffed } from "#lib/sheet/sniff-bytes.ts";
import { type LineKind, lineKinds } from "./rules.ts";
import { formatOf, readBankRow, rowReader, type StatementFormat, StatementProblem } from "./rules-formats.ts";
import { type BankColumns, uploadLimits } from "./schema.ts";

export type StatementFile = { file: SealedFile; found: Sniffed; provider: ProviderName; columns?: BankColumns };
export type Reading = { lines: AsyncGenerator<StatementLine[]>; covers(): readonly LineKind[] };

/** Headings stand in the first lines, below what a bank writes about itself. */
const HEADING_WITHIN = 60;
const trailer = /^(总交易单数|资金流水总笔数|合计|总计|小计)/;

const refuse = (reason: string, line?: number, column?: string) => new DomainError("UNSUPPORTED_FILE", { reason, line, column });

/** The lines of a provider's file, in batches. One cell that cannot be read refuses the whole. */
export function readStatement(source: StatementFile): Reading {
  const reader = new LineReader(source);
  return { lines: linesOf(source, reader), covers: () => reader.covers };
}

async function* linesOf(source: StatementFile, reader: LineReader): AsyncGenerator<StatementLine[]> {
  const { file, found } = source;
  if (found.kind !== "text") throw refuse(found.kind === "zip" ? "ZIP" : "CONTENT");
  const delimiter = guessDelimiter(iconv.decode(await file.read(0, 64 * 1024), found.encoding, { stripBOM: true })) || ",";
  for await (const rows of readTextRows(file.stream(), { encoding: found.encoding, delimiter })) yield reader.take(rows);
  reader.finish();
}

class LineReader {
  readonly #source: StatementFile;
  readonly #seen = new Map<string, number>();
  #heading: string[] | null = null;
  #format: StatementFormat | null = null;
  #ended = false;
  #lines = 0;

  constructor(source: StatementFile) {
    this.#source = source;
  }

  /** Known when the heading has been read. */
  get covers(): readonly LineKind[] {
    return this.#format?.covers ?? lineKinds;
  }

  take(rows: SheetRow[]): StatementLine[] {
    const lines: StatementLine[] = [];
    for (const row of rows) {
      if (this.#ended || isBlank(row) || row.cells[0]?.trimStart().startsWith("#")) continue;
      if (row.problem) throw refuse("CELL", row.line);
      const line = this.#heading ? this.#read(row) : this.#findHeading(row);
      if (line) lines.push(line);
    }
    return lines;
  }

  finish(): void {
    if (!this.#heading) throw refuse("FORMAT");
  }

  #findHeading(row: SheetRow): null {
    const { provider, columns } = this.#source;
    if (columns && provider === "BANK") {
      if (row.line >= columns.heading) this.#heading = row.cells;
    } else {
      this.#format = formatOf(provider, row.cells);
      if (this.#format) this.#heading = row.cells;
    }
    if (!this.#heading && row.line > HEADING_WITHIN) throw refuse("FORMAT");
    return null;
  }

  #read(row: SheetRow): StatementLine | null {
    const first = row.cells.find((cell) => cell.trim() !== "")?.trim() ?? "";
    if (trailer.test(first)) {
      this.#ended = true;
      return null;
    }
    try {
      const { columns } = this.#source;
      const line = this.#format ? this.#format.read(rowReader(this.#heading!, row.cells)) : readBankRow(row.cells, columns!);
      return line && this.#checked(line);
    } catch (error) {
      throw error instanceof StatementProblem ? refuse("CELL", row.line, error.column) : error;
    }
  }

  #checked(line: StatementLine): StatementLine {
    if (!line.lineId) throw new StatementProblem("id", "");
    this.#lines += 1;
    if (this.#lines > uploadLimits.lines) throw refuse("TOO_MANY_LINES");
    // A bank that numbers nothing may print two equal transfers: the second is another one.
    if (this.#format || line.providerRef) return line;
    const count = (this.#seen.get(line.lineId) ?? 0) + 1;
    this.#seen.set(line.lineId, count);
    return count === 1 ? line : { ...line, lineId: `${line.lineId}#${count}` };
  }
}
