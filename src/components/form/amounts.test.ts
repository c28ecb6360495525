import { expect, test } from "vitest";
import { bpsToPercent, minorToYuan, percentToBps, yuanToMinor } from "./amounts.ts";

test.each([
  ["12", "1200"],
  ["12.", "1200"],
  ["12.5", "1250"],
  ["0.01", "1"],
  ["0", "0"],
  ["1,234.56", "123456"],
  ["¥ １２．５", "1250"],
  ["", ""],
  ["12.345", "invalid"],
  ["1e3", "invalid"],
  ["99999999999999", "invalid"],
  ["-3.2", "-320"],
  ["-0", "0"],
])("%j yuan is %j fen", (typed, minor) => {
  expect(yuanToMinor(typed)).toBe(minor);
});

test("fen are shown as yuan with two decimals", () => {
  expect(minorToYuan("123456")).toBe("1234.56");
  expect(minorToYuan(5n)).toBe("0.05");
  expect(minorToYuan("-320")).toBe("-3.20");
  expect(minorToYuan("invalid")).toBe("");
});

test("percentages keep two decimals as basis points", () => {
  expect(percentToBps("12.5%")).toBe(1250);
  expect(percentToBps("100")).toBe(10_000);
  expect(percentToBps("")).toBeUndefined();
  expect(percentToBps("12.345")).toBeNaN();
  expect(bpsToPercent(1250)).toBe("12.5");
  expect(bpsToPercent(10_000)).toBe("100");
  expect(bpsToPercent(0)).toBe("0");
});
