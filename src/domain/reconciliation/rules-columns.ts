import type { BankColumns } from "./schema.ts";

/** Pure, for the browser: what a bank's file seems to say, before it is sent. */

const delimiters = [",", "\t", ";", "|"];

/** The first rows of a text, well enough for a preview: quotes are taken off, not understood. */
export function previewRows(text: string, most = 12): string[][] {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .slice(0, 60);
  const count = (delimiter: string) => lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0);
  const delimiter = [...delimiters].sort((a, b) => count(b) - count(a))[0]!;
  return lines.slice(0, most).map((line) => splitLine(line, delimiter));
}

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

const names: Record<Exclude<keyof BankColumns, "heading">, RegExp> = {
  at: /(交易|记账|入账|发生)?(时间|日期)|date|time/i,
  id: /流水|交易号|参考号|serial|reference|transaction id/i,
  moneyIn: /收入|贷方|存入|转入|credit|money in/i,
  moneyOut: /支出|借方|支取|转出|debit|money out/i,
  amount: /(交易)?金额|发生额|amount/i,
  payee: /对方.*(户名|名称|姓名)|户名|收\/?付款方|counterparty|payee|name/i,
  memo: /附言|用途|摘要|备注|purpose|memo|description/i,
};

/** Null when no row looks like a heading with a time and an amount. */
export function guessColumns(rows: readonly string[][]): BankColumns | null {
  for (const [index, row] of rows.entries()) {
    const used = new Set<number>();
    const find = (key: keyof typeof names) => {
      const place = row.findIndex((cell, at) => !used.has(at) && names[key].test(cell.normalize("NFKC")));
      if (place >= 0) used.add(place);
      return place >= 0 ? place : null;
    };
    const [moneyIn, moneyOut, id, payee, at] = [find("moneyIn"), find("moneyOut"), find("id"), find("payee"), find("at")];
    const both = moneyIn !== null && moneyOut !== null;
    const amount = both ? null : find("amount");
    if (at === null || (!both && amount === null) || row.length < 3) continue;
    const memo = find("memo");
    return { heading: index + 1, at, id, amount, moneyIn: both ? moneyIn : null, moneyOut: both ? moneyOut : null, payee, memo };
  }
  return null;
}
