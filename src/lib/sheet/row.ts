/** One row of an uploaded table. `line` is its line in the file (its row number in a workbook), counted from 1. */
export type SheetRow = {
  line: number;
  cells: string[];
  /** Which cells were numbers, not text, in a workbook. */
  numeric?: readonly boolean[];
  /** The row could not be taken apart; `cells` is then empty. */
  problem?: "MALFORMED" | "TOO_LARGE";
};

/** Longest row and most columns that are read; more is refused or cut off, so that no file can fill the memory. */
export const MAX_ROW_CHARS = 1024 * 1024;
export const MAX_COLUMNS = 256;

/** Rows where nothing is written are not rows. */
export const isBlank = (row: SheetRow): boolean => !row.problem && row.cells.every((cell) => cell.trim() === "");
