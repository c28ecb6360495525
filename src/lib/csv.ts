/** "\uFEFF" lets Excel read UTF-8. */
const bom = "\uFEFF";

type Cell = string | number | bigint | null | undefined;

/** Rows for a spreadsheet. A text that a spreadsheet would run as a formula is made harmless with a quote mark; amounts pass. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${bom}${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
