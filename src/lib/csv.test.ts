import { expect, test } from "vitest";
import { type Cell, csvStream, toCsv } from "./csv.ts";

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

async function* pagesOf(...pages: Cell[][][]) {
  yield* pages;
}

test("a stream is the same file piece by piece, read no further than asked for", async () => {
  const text = await new Response(csvStream(["n"], pagesOf([[1], [2]], [["=3"]]), "cut")).text();
  expect(`\uFEFF${text}`).toBe(toCsv(["n"], [[1], [2], ["=3"]])); // text() takes the mark away
  let read = 0;
  async function* endless() {
    for (;;) yield [[++read]];
  }
  const reader = csvStream(["n"], endless(), "cut").getReader();
  for (let i = 0; i < 3; i++) await reader.read();
  await reader.cancel();
  expect(read).toBeLessThanOrEqual(4);
});

test("a file that would be too long says so in its last line; one that just fits does not", async () => {
  const text = (most: number) => new Response(csvStream(["n"], pagesOf([[1], [2]], [[3], [4]]), "cut here", most)).text();
  expect(await text(3)).toBe("n\r\n1\r\n2\r\n3\r\ncut here\r\n");
  expect(await text(2)).toBe("n\r\n1\r\n2\r\ncut here\r\n");
  expect(await text(4)).toBe("n\r\n1\r\n2\r\n3\r\n4\r\n");
});
