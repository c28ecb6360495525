import { expect, test } from "vitest";
import { change, daysOf, windowBefore, windowOf } from "./rules.ts";

const now = new Date("2026-11-22T18:30:00Z"); // 02:30 on the 23rd in Shanghai

test("a period is whole days of Shanghai, both included", () => {
  expect(windowOf({ from: "2026-11-01", to: "2026-11-02" }, now)).toEqual({
    from: new Date("2026-10-31T16:00:00Z"),
    to: new Date("2026-11-02T16:00:00Z"),
  });
});

test("without a period: the last 30 days up to today in Shanghai", () => {
  const window = windowOf({}, now);
  expect(daysOf(window)).toHaveLength(30);
  expect(daysOf(window).at(-1)).toBe("2026-11-23");
});

test("nonsense, a reversed period and a very long one are tamed", () => {
  expect(daysOf(windowOf({ from: "2026-02-31", to: "x" }, now))).toHaveLength(30);
  expect(daysOf(windowOf({ from: "2026-11-09", to: "2026-11-02" }, now))).toEqual(["2026-11-02"]);
  expect(daysOf(windowOf({ from: "2001-01-01", to: "2026-11-02" }, now))).toHaveLength(366);
});

test("the window before has the same length and ends where this one begins", () => {
  const window = windowOf({ from: "2026-11-01", to: "2026-11-07" }, now);
  expect(daysOf(windowBefore(window))).toEqual([
    "2026-10-25",
    "2026-10-26",
    "2026-10-27",
    "2026-10-28",
    "2026-10-29",
    "2026-10-30",
    "2026-10-31",
  ]);
});

test("change is a ratio, and null without a base", () => {
  expect(change(3, 2)).toBe(0.5);
  expect(change(3, 0)).toBeNull();
});
