/** Pure: what stands in the way of closing a day. */
export type DayCheck = {
  day: string;
  transactions: number;
  debitMinor: bigint;
  /** Debits and credits agree. */
  balanced: boolean;
  /** Incidents of that day nobody has resolved. */
  openIncidents: number;
  /** What the comparisons of that day found and is still so. */
  leftovers: number;
  /** Providers whose money moved on that day and whose statement has not been compared. */
  uncompared: string[];
};

export const MAX_CLOSE_DAYS = 400;

/** Nothing of it is open: it may be closed without a word. */
export const isClear = (day: DayCheck): boolean =>
  day.balanced && day.openIncidents === 0 && day.leftovers === 0 && day.uncompared.length === 0;
