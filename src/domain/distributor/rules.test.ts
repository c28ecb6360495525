import { expect, test } from "vitest";
import { buildTrees, crossesLegalLine, makeInviteCode, mayGiveLevel } from "./rules.ts";

test("invite codes have eight letters that cannot be confused", () => {
  let n = 0;
  expect(makeInviteCode((below) => n++ % below)).toBe("23456789");
  const all = Array.from({ length: 31 }, (_, i) => makeInviteCode(() => i)).join("");
  expect(all).not.toMatch(/[01OIL]/);
});

test("an upline gives his own level or a lower one", () => {
  expect(mayGiveLevel(2, 1)).toBe(false);
  expect(mayGiveLevel(2, 2)).toBe(true);
  expect(mayGiveLevel(2, 3)).toBe(true);
});

test("the legal line: more than three paid levels or more than thirty people", () => {
  expect(crossesLegalLine({ paidDepth: 3, people: 30 })).toBe(false);
  expect(crossesLegalLine({ paidDepth: 4, people: 2 })).toBe(true);
  expect(crossesLegalLine({ paidDepth: 2, people: 31 })).toBe(true);
});

test("rows become trees; what was not read is counted", () => {
  const row = (id: string, uplineId: string | null, directCount = 0) => ({ id, uplineId, directCount });
  const [a, x] = buildTrees([row("b", "a", 1), row("a", null, 2), row("c", "b"), row("x", "elsewhere", 4)]);
  expect(a).toMatchObject({ id: "a", missing: 1, children: [{ id: "b", missing: 0, children: [{ id: "c" }] }] });
  expect(x).toMatchObject({ id: "x", missing: 4 });
});
