import { expect, test } from "vitest";
import { isId, newId } from "./ids.ts";

test("ids made in the same millisecond differ and sort as they were made", () => {
  const ids = Array.from({ length: 2_000 }, () => newId(1_790_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isId)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});

test("a later millisecond sorts later, and more ids than a millisecond can count still differ", () => {
  const many = Array.from({ length: 20_000 }, () => newId(1_790_000_000_001));
  expect(new Set(many).size).toBe(many.length);
  expect(newId(1_790_000_000_002) > many.toSorted().at(-1)!).toBe(true);
});
