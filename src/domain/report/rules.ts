import { max, min } from "date-fns";
import { day, dayKey, parseDay, plusDays } from "#lib/time.ts";

/** The longest period a dashboard draws by day. */
export const MAX_DAYS = 366;

export type Window = { from: Date; to: Date };

/** Days of the zone (both included) → instants, `to` excluded. Anything unreadable falls back to the last 30 days. */
export function windowOf(input: { from?: string; to?: string }, now: Date): Window {
  const today = parseDay(dayKey(now)) as Date;
  const last = (input.to && parseDay(input.to)) || today;
  const first = (input.from && parseDay(input.from)) || plusDays(last, -29);
  const from = max([min([first, last]), plusDays(last, 1 - MAX_DAYS)]);
  return { from, to: plusDays(last, 1) };
}

/** The window of the same length just before. */
export function windowBefore(window: Window): Window {
  const days = Math.round((window.to.getTime() - window.from.getTime()) / day);
  return { from: plusDays(window.from, -days), to: window.from };
}

export function daysOf(window: Window): string[] {
  const days: string[] = [];
  for (let at = window.from; at < window.to; at = plusDays(at, 1)) days.push(dayKey(at));
  return days;
}

/** 0.12 = 12% more than before; null when there was nothing to compare with. */
export function change(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}
