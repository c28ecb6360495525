import { expect, test } from "vitest";
import { type Delimiter, guessDelimiter, readTextRows } from "./read-text.ts";
import { isBlank } from "./row.ts";

/** Read in pieces of every size, so that no line end, quote or letter is safe from being cut in two. */
async function read(text: string, delimiter: Delimiter = ","): Promise<string[]> {
  const answers = new Set<string>();
  for (const size of [1, 2, 3, 7, 1_000]) {
    const bytes = Buffer.from(text);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const rows: string[] = [];
    for await (const batch of readTextRows(pieces(), { encoding: "utf-8", delimiter }))
      rows.push(...batch.filter((row) => !isBlank(row)).map((row) => `${row.line}:${row.problem ?? row.cells.join("¦")}`));
    answers.add(JSON.stringify(rows));
  }
  expect(answers.size).toBe(1);
  return JSON.parse([...answers][0]!);
}

test.each([
  ["plain", "a,b\nc,d", ["1:a¦b", "2:c¦d"]],
  ["line ends of every kind", "a,1\r\nb,2\rc,3\n\r\nd,4\r", ["1:a¦1", "2:b¦2", "3:c¦3", "5:d¦4"]],
  ["a mark at the start", "\ufeffcode,x\n券,y", ["1:code¦x", "2:券¦y"]],
  ["quotes", '"a,b","c""d"\n"e",f', ['1:a,b¦c"d', "2:e¦f"]],
  ["a cell over two lines", 'A,"two\nlines"\nB,x', ["1:A¦two\nlines", "3:B¦x"]],
  ["quotes where none belong", 'A,5" screen\n="0012",y\nB,"x" y', ['1:A¦5" screen', '2:="0012"¦y', '3:B¦"x" y']],
  ["a quote never closed costs its own line", '"A,1\nB,2\nC,3', ["1:MALFORMED", "2:B¦2", "3:C¦3"]],
  ["also when a later quote seems to close it", '"A,1\nB,2\n"C",3', ["1:MALFORMED", "2:B¦2", "3:C¦3"]],
  ["also when it closes by accident", '"A,1\nB,2\nC","3"', ["1:MALFORMED", "2:B¦2", '3:C"¦3']],
  ["at the end of the file", 'A,1\nB,"2', ["1:A¦1", "2:MALFORMED"]],
  ["nothing at all", "", []],
])("%s", async (_, text, expected) => expect(await read(text)).toEqual(expected));

test("one code per line keeps commas and quotes", async () => {
  expect(await read('a,"b\nc', "")).toEqual(['1:a,"b', "2:c"]);
});

test("a hundred lines of open quotes are a hundred refused lines", async () => {
  const rows = await read(Array.from({ length: 100 }, (_, i) => `"A${i},x`).join("\n"));
  expect(rows.filter((row) => row.endsWith("MALFORMED"))).toHaveLength(100);
});

test("delimiters", () => {
  expect(guessDelimiter("a,b\nc,d")).toBe(",");
  expect(guessDelimiter("a;b;c\nd;e;f,g")).toBe(";");
  expect(guessDelimiter("a\tb\nc\td")).toBe("\t");
  expect(guessDelimiter("a|b\nc|d")).toBe("|");
  expect(guessDelimiter("ABCD-1234\nEFGH-5678")).toBe("");
  expect(guessDelimiter('"a,b";c\n"d,e";f')).toBe(";");
});
