import { stringify } from "csv-stringify/sync";

/** "\uFEFF" lets Excel read UTF-8. */
const bom = "\uFEFF";

export type Cell = string | number | bigint | null | undefined;

/** Rows for a spreadsheet. A text that a spreadsheet would run as a formula is made harmless with a quote mark; amounts pass. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return bom + lines([header, ...rows]);
}

/** The same for what does not fit in memory: pages of rows become pieces of the file as they are asked for. */
export function csvStream(
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = pages[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(bom + lines([header]))),
    async pull(controller) {
      const { value, done } = await rest.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(lines(value)));
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

const lines = (rows: readonly (readonly Cell[])[]) =>
  stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: "windows" },
  );

/** The library's own guard would also put its mark before negative amounts. */
function harmless(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
