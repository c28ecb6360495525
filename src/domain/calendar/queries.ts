import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { dayKey, plusDays } from "#lib/time.ts";
import { daysOfMonth, shiftDay, type WorkingDays } from "./rules.ts";
import { builtIn, knowsYear, workingDays } from "./rules-holidays.ts";
import { monthInput } from "./schema.ts";

/** Far enough around now for the longest cycle in working days. */
const reach = 800;
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const keyOf = (date: Date) => date.toISOString().slice(0, 10);

/** Which days are working days, around now. Trusted: any command may ask. */
export async function getWorkingDays(ctx: Pick<Ctx, "db" | "now">): Promise<WorkingDays> {
  const today = dayKey(ctx.now);
  const rows = await ctx.db.calendarDay.findMany({
    where: { day: { gte: dateOf(shiftDay(today, -reach)), lte: dateOf(shiftDay(today, reach)) } },
    select: { day: true, working: true },
    take: 2 * reach + 1,
  });
  return workingDays(new Map(rows.map((row) => [keyOf(row.day), row.working])));
}

export type CalendarCell = {
  day: string;
  working: boolean;
  /** Of a holiday, or of the day that makes up for one. */
  name: { en: string; zh: string } | null;
  /** The operator's word, when there is one. */
  override: { note: string; byName: string | null; at: Date; agrees: boolean } | null;
  past: boolean;
};
export type CalendarMonth = {
  month: string;
  previous: string;
  next: string;
  today: string;
  days: CalendarCell[];
  known: boolean;
};

/** One month as it counts: the built-in calendar with the operator's word over it. */
export async function getMonth(ctx: Ctx, given?: string): Promise<CalendarMonth> {
  authorize(ctx, "settlement:read");
  const today = dayKey(ctx.now);
  const month = monthInput.parse(given) ?? today.slice(0, 7);
  const days = daysOfMonth(month);
  const rows = await ctx.db.calendarDay.findMany({
    where: { day: { gte: dateOf(days[0]!), lte: dateOf(days.at(-1)!) } },
    take: 31,
  });
  const people = await ctx.db.user.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.setById))] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map((one) => [one.id, one.name]));
  const overrideOf = new Map(rows.map((row) => [keyOf(row.day), row]));
  return {
    month,
    previous: shiftDay(days[0]!, -1).slice(0, 7),
    next: shiftDay(days.at(-1)!, 1).slice(0, 7),
    today,
    known: knowsYear(Number(month.slice(0, 4))),
    days: days.map((day) => {
      const own = builtIn(day);
      const row = overrideOf.get(day);
      return {
        day,
        working: row?.working ?? own.working,
        name: own.name,
        past: day < today,
        override: row
          ? { note: row.note, byName: nameOf.get(row.setById) ?? null, at: row.updatedAt, agrees: row.working === own.working }
          : null,
      };
    }),
  };
}

/** The first year within the next months whose holidays the built-in calendar does not know and nobody has entered; null when none. */
export async function findUnknownYear(ctx: Pick<Ctx, "db" | "now">): Promise<number | null> {
  const year = Number(dayKey(plusDays(ctx.now, 100)).slice(0, 4));
  if (knowsYear(year)) return null;
  const entered = await ctx.db.calendarDay.count({
    where: { day: { gte: dateOf(`${year}-01-01`), lte: dateOf(`${year}-12-31`) } },
  });
  return entered > 0 ? null : year;
}
