import { expect, test } from "vitest";
import { changesOf, plainValue } from "./rules.ts";

test("only the fields that differ are changes", () => {
  expect(changesOf({ a: 1, b: "x", c: [1] }, { a: 2, b: "x", c: [1], d: null })).toEqual([{ field: "a", before: 1, after: 2 }]);
  expect(changesOf(null, { name: "新" })).toEqual([{ field: "name", before: undefined, after: "新" }]);
  expect(changesOf({ name: "旧" }, null)).toEqual([{ field: "name", before: "旧", after: undefined }]);
  expect(changesOf([1], [2])).toEqual([{ field: "", before: [1], after: [2] }]);
  expect(changesOf(null, null)).toEqual([]);
});

test("values are one line", () => {
  expect(plainValue(null)).toBe("—");
  expect(plainValue(false)).toBe("false");
  expect(plainValue({ a: 1 })).toBe('{"a":1}');
});
