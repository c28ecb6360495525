import { stringify } from "csv-stringify/sync";

/** "\uFEFF" lets Excel read UTF-8. */
const bom = "\uFEFF";

export type Cell = string | number | bigint | null | undefined;

/** Rows for a spreadsheet. A text that a spreadsheet would run as a formula is made harmless with a quote mark; amounts pass. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return bom + lines([header, ...rows]);
}

/** What a spreadsheet program opens (1,048,576 lines), with room for the header. */
export const mostRows = 1_000_000;

type Rows = readonly (readonly Cell[])[];

/**
 * The same for what does not fit in memory: pages of rows become pieces of the file as they are asked for.
 * A file that would be longer than `most` rows ends there, and `cut` says so in its last line.
 */
export function csvStream(
  header: readonly string[],
  pages: AsyncIterable<Rows>,
  cut: string,
  most = mostRows,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = pages[Symbol.asyncIterator]();
  let left = most;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(bom + lines([header]))),
    async pull(controller) {
      const { value, done } = await rest.next();
      if (done) return controller.close();
      const fits = value.length <= left;
      controller.enqueue(encoder.encode(lines(fits ? value : [...value.slice(0, left), [cut]])));
      left -= value.length;
      if (fits) return;
      controller.close();
      await rest.return?.();
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
