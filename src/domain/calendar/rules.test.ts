import { expect, test } from "vitest";
import { daysOfMonth, shiftDay, workingDayAfter, workingDayBefore } from "./rules.ts";
import { builtIn, knowsYear, workingDays } from "./rules-holidays.ts";

test("the built-in calendar knows holidays and make-up days of announced years, and says when it does not", () => {
  expect(builtIn("2026-10-01")).toEqual({ working: false, name: { en: "National Day", zh: "国庆节" } });
  expect(builtIn("2026-10-10")).toEqual({ working: true, name: { en: "National Day", zh: "国庆节" } });
  expect(builtIn("2026-11-21")).toEqual({ working: false, name: null });
  expect([2024, 2025, 2026, 2027, 2040].map(knowsYear)).toEqual([true, true, true, false, false]);
});

test("working days are counted around holidays, and the operator's word is stronger", () => {
  const isWorking = workingDays();
  expect(workingDayAfter("2026-09-30", 1, isWorking)).toBe("2026-10-08");
  expect(workingDayAfter("2026-10-03", 0, isWorking)).toBe("2026-10-08");
  expect(workingDayAfter("2026-10-08", 0, isWorking)).toBe("2026-10-08");
  expect(workingDayBefore("2026-10-08", 1, isWorking)).toBe("2026-09-30");
  expect(workingDayBefore("2026-10-05", 0, isWorking)).toBe("2026-09-30");
  const own = workingDays(
    new Map([
      ["2026-10-05", true],
      ["2026-10-08", false],
    ]),
  );
  expect(workingDayAfter("2026-09-30", 1, own)).toBe("2026-10-05");
  expect(workingDayAfter("2026-10-05", 1, own)).toBe("2026-10-09");
});

test("a calendar without working days does not hold up a run for ever", () => {
  expect(workingDayAfter("2026-01-01", 3, () => false)).toMatch(/^20\d\d-/);
});

test("days and months", () => {
  expect([shiftDay("2028-02-28", 1), shiftDay("2027-02-28", 1), shiftDay("2027-01-01", -1)]).toEqual([
    ...["2028-02-29", "2027-03-01", "2026-12-31"],
  ]);
  expect(daysOfMonth("2028-02")).toHaveLength(29);
});
