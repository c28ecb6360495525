/** "\uFEFF" lets Excel read UTF-8. */
const bom = "\uFEFF";

export type Cell = string | number | bigint | null | undefined;

/** Rows for a spreadsheet. A text that a spreadsheet would run as a formula is made harmless with a quote mark; amounts pass. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${bom}${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The same for what does not fit in memory: pages of rows become pieces of the file as they are asked for. */
export function csvStream(
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): ReadableStream<Uint8Array> {
  const line = (row: readonly Cell[]) => `${row.map(cell).join(",")}\r\n`;
  const encoder = new TextEncoder();
  const rest = pages[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(bom + line(header))),
    async pull(controller) {
      const { value, done } = await rest.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map(line).join("")));
    },
    async cancel() {
      await rest.return?.();
    },
  });
}

/** A download under its name; Chinese names included. */
export const csvHeaders = (name: string) => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
  "cache-control": "no-store",
});

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
