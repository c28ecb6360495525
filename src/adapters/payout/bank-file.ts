import { stringify } from "csv-stringify/sync";
import iconv from "iconv-lite";
import { formatYuan } from "#lib/money.ts";
import type { BankField, BankTemplate } from "./bank-template.ts";

/** One payment in a bank's batch file. */
export type BankRow = {
  outNo: string;
  amountMinor: bigint;
  currency: string;
  holderName: string;
  number: string;
  bankName: string;
  branchName: string;
  memo: string;
};
export type BankRowProblem = {
  outNo: string;
  field: BankField;
  problem: "EMPTY" | "DUPLICATE" | "UNSAFE" | "DELIMITER" | "ENCODING" | "AMOUNT";
};

export class BankFileRefused extends Error {
  readonly problems: readonly BankRowProblem[];
  constructor(problems: readonly BankRowProblem[]) {
    super(`${problems.length} cells cannot be written for this bank`);
    this.problems = problems;
  }
}

type File = { fileNo: string; date: string };
const rowsAtOnce = 500;

/** Everything that stands in the way of this file. A payment is never written with a name or number that is not exactly the payee's. */
export function checkBankRows(rows: readonly BankRow[], template: BankTemplate): BankRowProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const problems: BankRowProblem[] = [];
    const add = (field: BankField, problem: BankRowProblem["problem"]) => problems.push({ outNo: row.outNo, field, problem });
    if (seen.has(row.outNo)) add("outNo", "DUPLICATE");
    seen.add(row.outNo);
    if (row.amountMinor <= 0n) add("amount", "AMOUNT");
    for (const column of template.columns) {
      if (!("field" in column)) continue;
      const text = cellOf(column.field, row, template, { fileNo: "", date: "" }, 1);
      const needed = column.field === "outNo" || column.field === "holderName" || column.field === "number";
      if (needed && text === "") add(column.field, "EMPTY");
      if (isFormula(text)) add(column.field, "UNSAFE");
      if (/[\r\n\0]/.test(text) || (!template.quoted && (text.includes(template.delimiter) || text.includes('"'))))
        add(column.field, "DELIMITER");
      if (!canWrite(text, template.encoding)) add(column.field, "ENCODING");
    }
    return problems;
  });
}

/** The file in pieces. Refused whole when a single cell of it is not right. */
export async function* bankFile(rows: readonly BankRow[], template: BankTemplate, file: File): AsyncGenerator<Buffer> {
  const problems = checkBankRows(rows, template);
  if (problems.length > 0) throw new BankFileRefused(problems);
  if (template.encoding === "UTF-8") yield Buffer.from("\uFEFF");
  if (template.withHeading) yield write([template.columns.map(({ heading }) => heading)], template);
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce);
    yield write(
      some.map((row, i) =>
        template.columns.map((column) =>
          "fixed" in column ? column.fixed : cellOf(column.field, row, template, file, at + i + 1),
        ),
      ),
      template,
    );
  }
}

function write(rows: string[][], template: BankTemplate): Buffer {
  const text = stringify(rows, {
    delimiter: template.delimiter,
    record_delimiter: template.lineEnd === "CRLF" ? "windows" : "unix",
    ...(template.quoted ? {} : { quote: false as const }),
  });
  return iconv.encode(text, template.encoding);
}

function cellOf(field: BankField, row: BankRow, template: BankTemplate, file: File, seq: number): string {
  switch (field) {
    case "seq":
      return String(seq);
    case "amount":
      return template.amount === "fen" ? String(row.amountMinor) : formatYuan(row.amountMinor);
    case "holderName":
    case "bankName":
    case "branchName":
      return narrow(row[field], template.brackets === "ascii");
    case "number":
      return row.number.normalize("NFKC").replace(/[\s-]/g, "");
    case "memo":
      return narrow(row.memo, false)
        .replace(/[\r\n\t\0]+/g, " ")
        .replace(/^[\s=+\-@＝＋－＠]+/, ""); // free text: what would run as a formula is left off
    case "outNo":
    case "currency":
      return row[field];
    case "date":
      return file.date;
    case "fileNo":
      return file.fileNo;
    case "nothing":
      return "";
  }
}

/** Full-width letters, digits and spaces as banks keep them: half-width. Chinese punctuation stays, brackets only when asked. */
function narrow(text: string, brackets: boolean): string {
  return text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0]/g, " ")
    .replace(brackets ? /（/g : /(?!)/g, "(")
    .replace(brackets ? /）/g : /(?!)/g, ")")
    .trim();
}

const isFormula = (text: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);

const canWrite = (text: string, encoding: BankTemplate["encoding"]): boolean =>
  iconv.decode(iconv.encode(text, encoding), encoding) === text;
