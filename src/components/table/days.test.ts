import { expect, test } from "vitest";
import { matchPreset, presetRange, shanghaiDay } from "./days.ts";

test("a day begins at midnight in Shanghai", () => {
  expect(shanghaiDay(new Date("2026-11-21T15:59:59Z"))).toBe("2026-11-21");
  expect(shanghaiDay(new Date("2026-11-21T16:00:00Z"))).toBe("2026-11-22");
});

test("presets end today and count today", () => {
  expect(presetRange("7d", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" });
  expect(presetRange("lastMonth", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(presetRange("month", "2026-03-31")).toEqual({ from: "2026-03-01", to: "2026-03-31" });
});

test("a range is named when it is a preset", () => {
  expect(matchPreset({ from: "2026-03-02", to: "2026-03-02" }, "2026-03-02")).toBe("today");
  expect(matchPreset({ from: "2026-03-01", to: "2026-03-05" }, "2026-03-09")).toBeNull();
});
