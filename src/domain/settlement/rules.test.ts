import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftDay, type WorkingDays } from "#domain/calendar/rules.ts";
import { workingDays } from "#domain/calendar/rules-holidays.ts";
import type { Cycle } from "#domain/setting/schema.ts";
import { dayKey } from "#lib/time.ts";
import { closedPeriod, cycleCode, expectedAt, nextPeriod, nextStatementAt, periodOf, readCycle, statementNo } from "./rules.ts";

const at = (text: string) => new Date(`${text}+08:00`);
const shanghai = (text: string) => at(text).toISOString();
const builtIn = workingDays();
const days = (n: number, unit: "CALENDAR" | "WORKING" = "CALENDAR"): Cycle => ({ kind: "DAYS", days: n, unit });
const weekly = (weekday: number): Cycle => ({ kind: "WEEKLY", weekday });
const monthly = (day: number): Cycle => ({ kind: "MONTHLY", day });
const closed = (cycle: Cycle, now: string, isWorking: WorkingDays = builtIn) => {
  const { key, from, to } = closedPeriod(cycle, at(now), isWorking);
  return [key, from.toISOString(), to.toISOString()];
};
const key = (cycle: Cycle, now: string) => closed(cycle, now)[0];
const expected = (cycle: Cycle, dueAt: string) => expectedAt(cycle, at(dueAt), builtIn);

describe("the period that may be closed", () => {
  test("T+1: yesterday, also over month end, year end and a leap day", () => {
    expect(closed(days(1), "2026-11-22T00:00:00")).toEqual([
      "T1:2026-11-21",
      shanghai("2026-11-21T00:00:00"),
      shanghai("2026-11-22T00:00:00"),
    ]);
    expect(key(days(1), "2027-01-01T00:00:00")).toBe("T1:2026-12-31");
    expect(key(days(1), "2026-12-31T23:59:59")).toBe("T1:2026-12-30");
    expect(key(days(1), "2028-03-01T08:00:00")).toBe("T1:2028-02-29");
  });

  test("T+n in calendar days: what fell due n days ago", () => {
    expect(key(days(3), "2026-11-22T00:00:00")).toBe("T3:2026-11-19");
    expect(expected(days(3), "2026-11-19T10:00:00")).toEqual(at("2026-11-22T00:00:00"));
    expect(expected(days(90), "2026-11-19T10:00:00")).toEqual(at("2027-02-17T00:00:00"));
  });

  test("T+0: the last full hour; in working days a rest closes when work begins", () => {
    expect(closed(days(0), "2026-11-22T14:20:00")).toEqual([
      "T0:2026-11-22T13",
      shanghai("2026-11-22T13:00:00"),
      shanghai("2026-11-22T14:00:00"),
    ]);
    expect(key(days(0), "2026-11-22T00:00:00")).toBe("T0:2026-11-21T23");
    // 1–7 October 2026 are the National Day holidays, Saturday the 10th is worked.
    expect(expected(days(0, "WORKING"), "2026-10-03T09:30:00")).toEqual(at("2026-10-08T00:00:00"));
    expect(expected(days(0, "WORKING"), "2026-10-10T09:30:00")).toEqual(at("2026-10-10T10:00:00"));
    expect(closed(days(0, "WORKING"), "2026-10-08T00:30:00")).toEqual([
      "T0W:2026-10-07T23",
      shanghai("2026-10-01T00:00:00"),
      shanghai("2026-10-08T00:00:00"),
    ]);
    expect(key(days(0, "WORKING"), "2026-10-05T12:00:00")).toBe("T0W:2026-09-30T23");
  });

  test("T+n in working days: rest days are closed with the working day before them", () => {
    // Friday, Saturday and Sunday are settled on Monday.
    for (const day of ["20", "21", "22"]) {
      expect(expected(days(1, "WORKING"), `2026-11-${day}T23:59:59`)).toEqual(at("2026-11-23T00:00:00"));
    }
    expect(closed(days(1, "WORKING"), "2026-11-23T00:00:00")).toEqual([
      "T1W:2026-11-22",
      shanghai("2026-11-20T00:00:00"),
      shanghai("2026-11-23T00:00:00"),
    ]);
    expect(key(days(1, "WORKING"), "2026-11-22T12:00:00")).toBe("T1W:2026-11-19");
    // Before the holidays of October 2026: three working days later is 10 October, a worked Saturday.
    expect(expected(days(3, "WORKING"), "2026-09-30T10:00:00")).toEqual(at("2026-10-10T00:00:00"));
    expect(expected(days(3, "WORKING"), "2026-10-04T10:00:00")).toEqual(at("2026-10-10T00:00:00"));
    expect(key(days(3, "WORKING"), "2026-10-10T00:00:00")).toBe("T3W:2026-10-07");
  });

  test("the operator's word moves them", () => {
    const off = workingDays(new Map([["2026-11-23", false]]));
    expect(expectedAt(days(1, "WORKING"), at("2026-11-20T10:00:00"), off)).toEqual(at("2026-11-24T00:00:00"));
    const worked = workingDays(new Map([["2026-11-21", true]]));
    expect(expectedAt(days(1, "WORKING"), at("2026-11-20T10:00:00"), worked)).toEqual(at("2026-11-21T00:00:00"));
  });

  test("weekly: from its weekday to the next, also across the year", () => {
    expect(key(weekly(1), "2026-11-22T23:59:59")).toBe("WEEKLY1:2026-11-15"); // a Sunday
    expect(closed(weekly(1), "2026-11-23T00:00:00")).toEqual([
      "WEEKLY1:2026-11-22",
      shanghai("2026-11-16T00:00:00"),
      shanghai("2026-11-23T00:00:00"),
    ]);
    expect(closed(weekly(7), "2027-01-04T00:00:00").slice(1)).toEqual([
      shanghai("2026-12-27T00:00:00"),
      shanghai("2027-01-03T00:00:00"),
    ]);
    expect(key(weekly(5), "2026-11-27T00:00:00")).toBe("WEEKLY5:2026-11-26");
  });

  test("monthly: from its day to the next month's, or the month's last day where there is none", () => {
    expect(closed(monthly(1), "2027-01-01T00:00:00").slice(1)).toEqual([
      shanghai("2026-12-01T00:00:00"),
      shanghai("2027-01-01T00:00:00"),
    ]);
    expect(closed(monthly(31), "2027-03-02T00:00:00").slice(1)).toEqual([
      shanghai("2027-01-31T00:00:00"),
      shanghai("2027-02-28T00:00:00"),
    ]);
    expect(closed(monthly(31), "2028-02-29T00:00:00").slice(1)).toEqual([
      shanghai("2028-01-31T00:00:00"),
      shanghai("2028-02-29T00:00:00"),
    ]);
    expect(key(monthly(15), "2026-11-15T00:00:00")).toBe("MONTHLY15:2026-11-14");
    expect(key(monthly(15), "2026-11-14T23:59:59")).toBe("MONTHLY15:2026-10-14");
  });

  test("the zone decides, not the server: 16:00 UTC is the next day in Shanghai", () => {
    expect(closedPeriod(days(1), new Date("2026-12-31T15:59:59Z"), builtIn).key).toBe("T1:2026-12-30");
    expect(closedPeriod(days(1), new Date("2026-12-31T16:00:00Z"), builtIn).key).toBe("T1:2026-12-31");
  });
});

const cycles: fc.Arbitrary<Cycle> = fc.oneof(
  fc.record({
    kind: fc.constant("DAYS" as const),
    days: fc.nat(90),
    unit: fc.constantFrom("CALENDAR" as const, "WORKING" as const),
  }),
  fc.record({
    kind: fc.constant("DAYS" as const),
    days: fc.nat(4),
    unit: fc.constantFrom("CALENDAR" as const, "WORKING" as const),
  }),
  fc.record({ kind: fc.constant("WEEKLY" as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ kind: fc.constant("MONTHLY" as const), day: fc.integer({ min: 1, max: 31 }) }),
);
const moments = fc.date({ min: new Date("2025-06-01"), max: new Date("2028-06-01"), noInvalidDate: true });
/** An operator who says anything of any day of these years. */
const calendars = fc
  .array(fc.tuple(fc.nat(1100), fc.boolean()), { maxLength: 120 })
  .map((overrides) => workingDays(new Map(overrides.map(([n, working]) => [shiftDay("2025-05-25", n), working]))));

test("periods follow each other without gap or overlap, close in their order, and one key means one period", () => {
  fc.assert(
    fc.property(cycles, moments, calendars, (cycle, now, isWorking) => {
      const period = periodOf(cycle, now, isWorking);
      expect(period.from <= now && now < period.to && period.to <= period.closesAt).toBe(true);
      const next = nextPeriod(period, isWorking);
      expect(next.from).toEqual(period.to);
      expect(next.closesAt > period.closesAt).toBe(true);
      expect(next.key).not.toBe(period.key);
      expect(periodOf(cycle, new Date(period.to.getTime() - 1), isWorking)).toEqual(period);
      expect(periodOf(cycle, period.from, isWorking)).toEqual(period);
      expect(closedPeriod(cycle, period.closesAt, isWorking)).toEqual(period);
      expect(closedPeriod(cycle, new Date(period.closesAt.getTime() - 1), isWorking).to).toEqual(period.from);
      expect(nextPeriod(closedPeriod(cycle, now, isWorking), isWorking).closesAt > now).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("a cycle is read back from its code, and old runs still read", () => {
  fc.assert(
    fc.property(cycles, (cycle) => {
      expect(readCycle(cycleCode(cycle))).toEqual(cycle);
    }),
  );
  expect(readCycle("T1")).toEqual(days(1));
});

test("a commission is on the first statement made after it is due", () => {
  fc.assert(
    fc.property(cycles, moments, calendars, (cycle, dueAt, isWorking) => {
      const run = expectedAt(cycle, dueAt, isWorking);
      expect(dueAt < closedPeriod(cycle, run, isWorking).to).toBe(true);
      expect(dueAt < closedPeriod(cycle, new Date(run.getTime() - 1), isWorking).to).toBe(false);
      expect(nextStatementAt(cycle, dueAt, dueAt, isWorking)).toEqual(run);
    }),
    { numRuns: 300 },
  );
});

/** A year of one distributor: what he earns falls due at any moment, runs come hourly to weekly, cycle and calendar change between them. */
const stories = fc.record({
  due: fc.array(fc.integer({ min: 0, max: 365 * 24 }), { minLength: 1, maxLength: 40 }),
  runs: fc.array(
    fc.record({ gap: fc.integer({ min: 1, max: 24 * 9 }), cycle: fc.option(cycles), calendar: fc.option(calendars) }),
    {
      minLength: 60,
      maxLength: 60,
    },
  ),
});

test("no commission is lost and none is settled twice, whatever happens to cycle, calendar and runs", () => {
  const start = at("2026-01-01T00:00:00").getTime();
  const moment = (hours: number) => new Date(start + hours * 3_600_000);
  fc.assert(
    fc.property(stories, ({ due, runs }) => {
      const frozen = new Set(due.map((_, i) => i));
      const seen = new Map<string, number[]>();
      const run = (cycle: Cycle, now: Date, isWorking: WorkingDays) => {
        const period = closedPeriod(cycle, now, isWorking);
        expect(period.to <= now).toBe(true);
        if (seen.has(period.key)) return; // he has his statement of this period
        const lines = [...frozen].filter((i) => moment(due[i]!) < period.to);
        if (lines.length > 0) seen.set(period.key, lines);
        for (const i of lines) frozen.delete(i);
      };
      let [hours, cycle, isWorking] = [0, days(1) as Cycle, builtIn];
      for (const step of runs) {
        hours += step.gap;
        cycle = step.cycle ?? cycle;
        isWorking = step.calendar ?? isWorking;
        run(cycle, moment(hours), isWorking);
      }
      // Two years on, runs have missed nothing: the last ones take whatever is left.
      for (const months of [0, 1, 2, 3]) run(cycle, at(`2028-0${months + 2}-28T12:00:00`), builtIn);
      expect([...frozen]).toEqual([]);
      const settled = [...seen.values()].flat();
      expect(settled.length).toBe(due.length);
      expect(new Set(settled).size).toBe(due.length);
    }),
    { numRuns: 60 },
  );
});

test("one whose run was missed waits for the next", () => {
  const now = at("2026-11-22T10:00:00");
  const next = (cycle: Cycle, dueAt: string) => nextStatementAt(cycle, at(dueAt), now, builtIn);
  expect(next(days(1), "2026-11-22T09:00:00")).toEqual(at("2026-11-23T00:00:00"));
  expect(next(days(1), "2026-11-01T09:00:00")).toEqual(at("2026-11-23T00:00:00"));
  expect(next(monthly(1), "2026-11-22T09:00:00")).toEqual(at("2026-12-01T00:00:00"));
  expect(dayKey(next(days(2, "WORKING"), "2026-11-01T09:00:00"))).toBe("2026-11-23");
});

test("numbers people can read out", () => {
  expect([statementNo(42), statementNo(1_234_567)]).toEqual(["ST-000042", "ST-1234567"]);
});
