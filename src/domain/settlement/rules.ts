import { shiftDay, type WorkingDays, workingDayAfter, workingDayBefore } from "#domain/calendar/rules.ts";
import type { Cycle } from "#domain/setting/schema.ts";
import { dayKey, dayStart, hour, inZone, monthStart, parseDay, plusDays, plusMonths } from "#lib/time.ts";

/**
 * Pure: periods of Asia/Shanghai. A period's lines are those due from ≤ at < to; from closesAt on they may be put on statements.
 * Its key names the cycle and the period's end, so one key never means two different ends.
 */
export type Period = { key: string; cycle: Cycle; from: Date; to: Date; closesAt: Date };
type Span = Omit<Period, "key" | "cycle">;

/** "T1", "T3W" (working days), "WEEKLY1", "MONTHLY15": what a settlement keeps of its cycle. */
export function cycleCode(cycle: Cycle): string {
  if (cycle.kind === "DAYS") return `T${cycle.days}${cycle.unit === "WORKING" ? "W" : ""}`;
  return cycle.kind === "WEEKLY" ? `WEEKLY${cycle.weekday}` : `MONTHLY${cycle.day}`;
}

export function readCycle(code: string): Cycle {
  const [, kind, number, working] = /^(T|WEEKLY|MONTHLY)(\d{1,2})(W?)$/.exec(code) ?? [];
  if (kind === "WEEKLY") return { kind, weekday: Number(number) };
  if (kind === "MONTHLY") return { kind, day: Number(number) };
  return { kind: "DAYS", days: Number(number ?? 1), unit: working ? "WORKING" : "CALENDAR" };
}

/** The period an instant falls into. */
export function periodOf(cycle: Cycle, at: Date, isWorking: WorkingDays): Period {
  const span = spanOf(cycle, at, isWorking);
  return { ...span, cycle, key: `${cycleCode(cycle)}:${lastOf(cycle, span.to)}` };
}

function lastOf(cycle: Cycle, to: Date): string {
  const last = new Date(to.getTime() - 1);
  const byHour = cycle.kind === "DAYS" && cycle.days === 0;
  return byHour ? `${dayKey(last)}T${String(inZone(last).getHours()).padStart(2, "0")}` : dayKey(last);
}

function spanOf(cycle: Cycle, at: Date, isWorking: WorkingDays): Span {
  if (cycle.kind === "WEEKLY") {
    const from = plusDays(dayStart(at), -((inZone(at).getDay() + 7 - (cycle.weekday % 7)) % 7));
    return closedAtItsEnd(from, plusDays(from, 7));
  }
  if (cycle.kind === "MONTHLY") {
    const first = monthStart(at);
    const own = dayOfMonth(first, cycle.day);
    return at < own
      ? closedAtItsEnd(dayOfMonth(plusMonths(first, -1), cycle.day), own)
      : closedAtItsEnd(own, dayOfMonth(plusMonths(first, 1), cycle.day));
  }
  if (cycle.unit === "WORKING") return workingSpan(cycle.days, at, isWorking);
  if (cycle.days === 0) return hourOf(at);
  const from = dayStart(at);
  return { from, to: plusDays(from, 1), closesAt: plusDays(from, cycle.days) };
}

/** A working day and the days of rest behind it are one period; for T+0 hours of working days, and each rest closes when work begins. */
function workingSpan(days: number, at: Date, isWorking: WorkingDays): Span {
  const day = dayKey(at);
  if (days === 0 && isWorking(day)) return hourOf(at);
  const last = workingDayBefore(day, 0, isWorking);
  const from = start(days === 0 ? shiftDay(last, 1) : last);
  const to = start(workingDayAfter(day, 1, isWorking));
  return { from, to, closesAt: days === 0 ? to : start(workingDayAfter(last, days, isWorking)) };
}

const start = (day: string): Date => parseDay(day)!;
const closedAtItsEnd = (from: Date, to: Date): Span => ({ from, to, closesAt: to });

function hourOf(at: Date): Span {
  const from = new Date(at.getTime() - (at.getTime() % hour));
  return closedAtItsEnd(from, new Date(from.getTime() + hour));
}

function dayOfMonth(first: Date, day: number): Date {
  const next = plusMonths(first, 1);
  const wanted = plusDays(first, day - 1);
  return wanted < next ? wanted : plusDays(next, -1);
}

/** The last period whose lines may be settled now. */
export function closedPeriod(cycle: Cycle, now: Date, isWorking: WorkingDays): Period {
  const at = (when: Date) => periodOf(cycle, when, isWorking);
  if (cycle.kind !== "DAYS" || cycle.days === 0) return at(new Date(at(now).from.getTime() - 1));
  if (cycle.unit === "CALENDAR") return at(plusDays(dayStart(now), -cycle.days));
  const runDay = workingDayBefore(dayKey(now), 0, isWorking);
  return at(start(workingDayBefore(runDay, cycle.days, isWorking)));
}

/** The one that closes after it. */
export const nextPeriod = (period: Period, isWorking: WorkingDays): Period => periodOf(period.cycle, period.to, isWorking);

/** The first moment a run can put a commission due at `dueAt` on a statement. */
export const expectedAt = (cycle: Cycle, dueAt: Date, isWorking: WorkingDays): Date => periodOf(cycle, dueAt, isWorking).closesAt;

/** When a commission still frozen now will be on a statement: as its own period closes, or by the next run if that was missed. */
export function nextStatementAt(cycle: Cycle, dueAt: Date, now: Date, isWorking: WorkingDays): Date {
  const own = expectedAt(cycle, dueAt, isWorking);
  return own > now ? own : nextPeriod(closedPeriod(cycle, now, isWorking), isWorking).closesAt;
}

/** "ST-000042": what people call a statement or a run. */
export const statementNo = (no: number): string => `ST-${String(no).padStart(6, "0")}`;
export const settlementNo = (no: number): string => `JS-${String(no).padStart(5, "0")}`;
