import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

test("cells are quoted, and nothing runs as a formula", () => {
  const csv = toCsv(
    ["a", "b"],
    [
      ['x"y', "1,2"],
      ["=HYPERLINK()", "＝1"],
      ["-12.50", -3],
      [null, 5n],
    ],
  );
  expect(csv).toBe('\uFEFFa,b\r\n"x""y","1,2"\r\n\'=HYPERLINK(),\'＝1\r\n-12.50,-3\r\n,5\r\n');
});
