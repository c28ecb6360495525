import chineseDays from "chinese-days";
import type { WorkingDays } from "./rules.ts";

// By its default export: plain Node, which takes the package as CommonJS, does not see the others.
const { getDayDetail, isWorkday } = chineseDays;

/** Pure: Chinese holidays as announced. The built-in calendar knows a year once its holidays were announced; of the others it knows only weekends. */
export const knowsYear = (year: number): boolean => getDayDetail(`${year}-10-01`).name.includes(",");

export const builtIn = (day: string): { working: boolean; name: string } => {
  const { name } = getDayDetail(day);
  return { working: isWorkday(day), name: name.split(",")[1] ?? "" };
};

/** `overrides` says of some days what they are. */
export function workingDays(overrides: ReadonlyMap<string, boolean> = new Map()): WorkingDays {
  const known = new Map(overrides);
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const working = isWorkday(day);
    known.set(day, working);
    return working;
  };
}
