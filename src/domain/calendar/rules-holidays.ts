import chineseDays from "chinese-days";
import type { WorkingDays } from "./rules.ts";

// By its default export: plain Node, which takes the package as CommonJS, does not see the others.
const { getDayDetail, isWorkday } = chineseDays;

/** Pure: Chinese holidays as announced. The built-in calendar knows a year once its holidays were announced; of the others it knows only weekends. */
export const knowsYear = (year: number): boolean => getDayDetail(`${year}-10-01`).name.includes(",");

/** A holiday or the day that makes up for one has its name in English and Chinese; other days have none. */
export const builtIn = (day: string): { working: boolean; name: { en: string; zh: string } | null } => {
  const [en = "", zh] = getDayDetail(day).name.split(",");
  return { working: isWorkday(day), name: zh ? { en, zh } : null };
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
