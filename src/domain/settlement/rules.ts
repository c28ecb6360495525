import { dayKey, dayStart, monthStart, plusDays, plusMonths, weekStart } from "#lib/time.ts";

/** Pure: periods of Asia/Shanghai. T1 is a day, settled on the next; weeks begin on Monday. */
export type Cycle = "T1" | "WEEKLY" | "MONTHLY";
export type Period = { key: string; cycle: Cycle; from: Date; to: Date };

/** The period an instant falls into: from ≤ at < to. */
export function periodOf(cycle: Cycle, at: Date): Period {
  const from = { T1: dayStart, WEEKLY: weekStart, MONTHLY: monthStart }[cycle](at);
  const to = cycle === "MONTHLY" ? plusMonths(from, 1) : plusDays(from, cycle === "WEEKLY" ? 7 : 1);
  const name = dayKey(from);
  return { key: `${cycle}:${cycle === "MONTHLY" ? name.slice(0, 7) : name}`, cycle, from, to };
}

/** The last period that is over: what a settlement run now may close. */
export function closedPeriod(cycle: Cycle, now: Date): Period {
  const { from } = periodOf(cycle, now);
  return periodOf(cycle, new Date(from.getTime() - 1));
}

/** The first moment a run can put a commission due at `dueAt` on a statement. */
export const expectedAt = (cycle: Cycle, dueAt: Date): Date => periodOf(cycle, dueAt).to;

/** When a commission still frozen now will be on a statement: its own period's end, or the next run if that was missed. */
export function nextStatementAt(cycle: Cycle, dueAt: Date, now: Date): Date {
  const own = expectedAt(cycle, dueAt);
  return own > now ? own : periodOf(cycle, now).to;
}

/** "ST-000042": what people call a statement or a run. */
export const statementNo = (no: number): string => `ST-${String(no).padStart(6, "0")}`;
export const settlementNo = (no: number): string => `JS-${String(no).padStart(5, "0")}`;
