/** Pure: counting days and working days. Which days those are: rules-holidays.ts and the operator's word. */
export type WorkingDays = (day: string) => boolean;

/** "2026-02-28" and 1 → "2026-03-01". */
export function shiftDay(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Nobody rests for longer: a calendar without working days must not hold up a run for ever. */
const longestRest = 400;

function seek(day: string, step: 1 | -1, isWorking: WorkingDays): string {
  let found = day;
  for (let i = 0; i < longestRest && !isWorking(found); i++) found = shiftDay(found, step);
  return found;
}

/** The n-th working day after a day, whatever that day is; 0 is the day itself or the first working day after it. */
export function workingDayAfter(day: string, n: number, isWorking: WorkingDays): string {
  let found = n === 0 ? seek(day, 1, isWorking) : day;
  for (let i = 0; i < n; i++) found = seek(shiftDay(found, 1), 1, isWorking);
  return found;
}

/** The n-th working day before a day; 0 is the day itself or the last working day before it. */
export function workingDayBefore(day: string, n: number, isWorking: WorkingDays): string {
  let found = n === 0 ? seek(day, -1, isWorking) : day;
  for (let i = 0; i < n; i++) found = seek(shiftDay(found, -1), -1, isWorking);
  return found;
}

/** The days of "2026-10". */
export function daysOfMonth(month: string): string[] {
  const first = `${month}-01`;
  const days: string[] = [];
  for (let day = first; day.startsWith(month); day = shiftDay(day, 1)) days.push(day);
  return days;
}
