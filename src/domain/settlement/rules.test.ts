import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cycle, closedPeriod, expectedAt, nextStatementAt, periodOf, statementNo } from "./rules.ts";

const at = (text: string) => new Date(`${text}+08:00`);
const closed = (cycle: Cycle, now: string) => {
  const { key, from, to } = closedPeriod(cycle, at(now));
  return [key, from.toISOString(), to.toISOString()];
};
const shanghai = (text: string) => at(text).toISOString();

describe("the period that may be closed", () => {
  test("T+1: yesterday, also over month end, year end and a leap day", () => {
    expect(closed("T1", "2026-11-22T00:00:00")).toEqual([
      "T1:2026-11-21",
      shanghai("2026-11-21T00:00:00"),
      shanghai("2026-11-22T00:00:00"),
    ]);
    expect(closed("T1", "2027-01-01T00:00:00")[0]).toBe("T1:2026-12-31");
    expect(closed("T1", "2026-12-31T23:59:59")[0]).toBe("T1:2026-12-30");
    expect(closed("T1", "2028-03-01T08:00:00")[0]).toBe("T1:2028-02-29");
  });

  test("weekly: Monday to Monday, also across the year", () => {
    expect(closed("WEEKLY", "2026-11-22T23:59:59")[0]).toBe("WEEKLY:2026-11-09"); // a Sunday
    expect(closed("WEEKLY", "2026-11-23T00:00:00")).toEqual([
      "WEEKLY:2026-11-16",
      shanghai("2026-11-16T00:00:00"),
      shanghai("2026-11-23T00:00:00"),
    ]);
    expect(closed("WEEKLY", "2027-01-04T00:00:00")).toEqual([
      "WEEKLY:2026-12-28",
      shanghai("2026-12-28T00:00:00"),
      shanghai("2027-01-04T00:00:00"),
    ]);
  });

  test("monthly: the calendar month, of 28, 29, 30 or 31 days", () => {
    expect(closed("MONTHLY", "2027-01-01T00:00:00")).toEqual([
      "MONTHLY:2026-12",
      shanghai("2026-12-01T00:00:00"),
      shanghai("2027-01-01T00:00:00"),
    ]);
    expect(closed("MONTHLY", "2026-03-31T12:00:00")).toEqual([
      "MONTHLY:2026-02",
      shanghai("2026-02-01T00:00:00"),
      shanghai("2026-03-01T00:00:00"),
    ]);
    expect(closed("MONTHLY", "2028-03-01T00:00:00")[2]).toBe(shanghai("2028-03-01T00:00:00"));
  });

  test("the zone decides, not the server: 16:00 UTC is the next day in Shanghai", () => {
    expect(closedPeriod("T1", new Date("2026-12-31T15:59:59Z")).key).toBe("T1:2026-12-30");
    expect(closedPeriod("T1", new Date("2026-12-31T16:00:00Z")).key).toBe("T1:2026-12-31");
  });
});

const cycles = fc.constantFrom<Cycle>("T1", "WEEKLY", "MONTHLY");
const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

test("periods follow each other without gap or overlap, and one key means one period", () => {
  fc.assert(
    fc.property(cycles, moments, (cycle, now) => {
      const period = periodOf(cycle, now);
      expect(period.from <= now && now < period.to).toBe(true);
      expect(periodOf(cycle, period.to).from).toEqual(period.to);
      expect(periodOf(cycle, new Date(period.to.getTime() - 1))).toEqual(period);
      expect(periodOf(cycle, period.from)).toEqual(period);
      expect(closedPeriod(cycle, period.to)).toEqual(period);
      expect(periodOf(cycle, period.to).key).not.toBe(period.key);
    }),
  );
});

test("a commission is on the first statement made after it is due", () => {
  fc.assert(
    fc.property(cycles, moments, (cycle, dueAt) => {
      const run = expectedAt(cycle, dueAt);
      expect(dueAt < closedPeriod(cycle, run).to).toBe(true);
      expect(dueAt < closedPeriod(cycle, new Date(run.getTime() - 1)).to).toBe(false);
    }),
  );
});

test("one whose run was missed waits for the next", () => {
  const now = at("2026-11-22T10:00:00");
  expect(nextStatementAt("T1", at("2026-11-22T09:00:00"), now)).toEqual(at("2026-11-23T00:00:00"));
  expect(nextStatementAt("T1", at("2026-11-01T09:00:00"), now)).toEqual(at("2026-11-23T00:00:00"));
  expect(nextStatementAt("MONTHLY", at("2026-11-22T09:00:00"), now)).toEqual(at("2026-12-01T00:00:00"));
});

test("numbers people can read out", () => {
  expect([statementNo(42), statementNo(1_234_567)]).toEqual(["ST-000042", "ST-1234567"]);
});
