import { parseYuan } from "#lib/money.ts";
import { parseExpiry } from "./rules.ts";
import type { Columns } from "./schema.ts";

/** What a column's heading gives away. The first list that matches any heading decides. */
const headings: Record<keyof Columns, RegExp[]> = {
  code: [/卡密|兑换码|激活码|券码|卡券码|串码|cd-?key|redeem|voucher.?code|^code$/i, /卡号|编码|code|^码$/i],
  serial: [/序列号|流水号|serial|^sn$/i, /卡号|card.?(no|number)/i, /密码|password|\bpin\b/i],
  expiry: [/有效期|到期|过期|截止|失效|expir|valid|until/i],
  cost: [/成本|进价|采购价|结算价|cost/i],
};
const known = Object.values(headings).flat();

/** The first row is a heading when it says one of the words we know, or has no digit where the rows below it have some. */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...others] = rows;
  if (!first) return false;
  if (first.some((cell) => cell.length <= 30 && !/\d{4}/.test(cell) && known.some((word) => word.test(cell.trim())))) return true;
  if (others.length === 0 || first.some((cell) => /\d/.test(cell))) return false;
  return first.some((_, column) => others.filter((row) => /\d/.test(row[column] ?? "")).length > others.length * 0.8);
}

/** Which column holds what: by its heading, else by what its cells look like. */
export function guessColumns(header: readonly string[] | null, rows: readonly (readonly string[])[]): Columns {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length), 1);
  const taken = new Set<number>();
  const byHeading = (name: keyof Columns): number | null => {
    for (const word of headings[name]) {
      const found = header?.findIndex((cell, column) => !taken.has(column) && word.test(cell.trim())) ?? -1;
      if (found >= 0) return take(taken, found);
    }
    return null;
  };
  const expiry =
    byHeading("expiry") ?? byShape(rows, width, taken, (cell) => parseExpiry(cell) !== null && !/^\d{8}$/.test(cell.trim()));
  const cost = byHeading("cost");
  const code = byHeading("code") ?? likeliestCode(rows, width, taken);
  return { code, serial: byHeading("serial"), expiry, cost };
}

function take(taken: Set<number>, column: number): number {
  taken.add(column);
  return column;
}

function byShape(
  rows: readonly (readonly string[])[],
  width: number,
  taken: Set<number>,
  fits: (cell: string) => boolean,
): number | null {
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
    if (!taken.has(column) && cells.length > 0 && cells.every(fits)) return take(taken, column);
  }
  return null;
}

/** The column whose cells are long, without spaces, and all different. */
function likeliestCode(rows: readonly (readonly string[])[], width: number, taken: Set<number>): number {
  let best = { column: 0, score: -1 };
  for (let column = 0; column < width; column++) {
    if (taken.has(column)) continue;
    const cells = rows.map((row) => (row[column] ?? "").trim());
    const fitting = cells.filter((cell) => /^[\x21-\x7e]{6,}$/.test(cell) && !/^\d+\.\d{1,2}$/.test(cell)).length;
    const score = fitting + new Set(cells).size / 10;
    if (score > best.score) best = { column, score };
  }
  return take(taken, best.column);
}

/** A cell as the preview may show it: whatever could be a code keeps only its ends. */
export function maskCell(cell: string, secret: boolean): string {
  const text = cell.trim();
  if (text === "" || (!secret && isHarmless(text))) return text.slice(0, 60);
  const ends = text.length >= 8 ? 2 : text.length >= 4 ? 1 : 0;
  const shown = Math.min(text.length - ends * 2, 12);
  return `${text.slice(0, ends)}${"•".repeat(Math.max(shown, 1))}${ends ? text.slice(-ends) : ""}`;
}

function isHarmless(text: string): boolean {
  if (parseExpiry(text) !== null && !/^\d{8}$/.test(text)) return true;
  if (/^[¥￥]?\d{1,5}(\.\d{1,2})?元?$/.test(text) && parseYuan(text.replace(/[¥￥元]/g, "")) !== null)
    return text.length <= 5 || text.includes(".");
  return !/[A-Za-z0-9]{6,}/.test(text.replace(/[\s_-]/g, "")) && text.length <= 40;
}
