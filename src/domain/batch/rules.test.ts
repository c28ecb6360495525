import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import type { SheetRow } from "#lib/sheet/row.ts";
import { foreignText, type Judging, judgeRow, parseExpiry, usualDigitLength } from "./rules.ts";
import { guessColumns, looksLikeHeader, maskCell } from "./rules-columns.ts";

const columns = { code: 0, serial: 1, expiry: 2, cost: 3 };
const judging: Judging = { columns, digitLength: null, epoch: "1900", foreign: null, now: new Date("2026-11-22T04:00:00Z") };
const row = (...cells: string[]): SheetRow => ({ line: 1, cells: [...cells, "", "", ""].slice(0, 4) });
const judge = (...cells: string[]) => judgeRow(row(...cells), judging);
const code = (text: string, change: Partial<Judging> = {}) => {
  const judged = judgeRow(row(text), { ...judging, ...change });
  return typeof judged === "string" ? judged : judged.code;
};

describe("codes", () => {
  test.each([
    ["AB-12 34", "AB-1234"],
    ["ＡＢ１２３４", "AB1234"],
    ['="00123456"', "00123456"],
    ["\u200bABCD1234\ufeff", "ABCD1234"],
    ["", "EMPTY"],
    ["   ", "EMPTY"],
    ["abc", "TOO_SHORT"],
    ["x".repeat(128), "x".repeat(128)],
    ["x".repeat(129), "TOO_LONG"],
    ["6.22E+15", "SCIENTIFIC"],
    ["6E+15", "SCIENTIFIC"],
    ["1.0E+03", "SCIENTIFIC"],
    ["ABCDE+15", "ABCDE+15"],
    ["AB\u0000CD", "CONTROL_CHARACTER"],
    ["AB\u0007CD", "CONTROL_CHARACTER"],
    ["AB\u202eCDEF", "CONTROL_CHARACTER"],
    ["AB\ufffdCD", "MOJIBAKE"],
    ["锟斤拷123", "MOJIBAKE"],
    ["\ue123ABCD", "MOJIBAKE"],
    ['AB"CDEF', "MALFORMED"],
    ["券码2026壹号", "券码2026壹号"],
  ])("%j → %j", (text, expected) => expect(code(text)).toBe(expected));

  test("a number in a workbook is no code, whatever it shows", () => {
    expect(judgeRow({ ...row("6220000000000000"), numeric: [true] }, judging)).toBe("NUMERIC_CELL");
  });

  test("a row without the column", () => {
    expect(judgeRow({ line: 3, cells: ["a"] }, { ...judging, columns: { ...columns, code: 2 } })).toBe("COLUMN_MISSING");
    expect(judgeRow({ line: 3, cells: [], problem: "MALFORMED" }, judging)).toBe("MALFORMED");
  });

  test("shorter digit codes than usual have lost their zeros", () => {
    const sample = ["0012345678", "8812345678", "7712345678", "12345678", "ABCD"];
    expect(usualDigitLength(sample)).toBe(10);
    expect(code("12345678", { digitLength: 10 })).toBe("LEADING_ZEROS_LOST");
    expect(code("ABC45678", { digitLength: 10 })).toBe("ABC45678");
    expect(usualDigitLength(["12345678", "1234567890", "12345", "123456"])).toBeNull(); // all sorts of lengths
    expect(usualDigitLength(["12345678", "12345678"])).toBeNull(); // too few to tell
  });

  test("UTF-8 text read as GB18030 is noticed", () => {
    const foreign = foreignText("gb18030", (text) => iconv.encode(text, "gb18030"));
    const misread = iconv.decode(Buffer.from("券码甲乙丙丁1234"), "gb18030");
    expect(code(misread, { foreign })).toBe("MOJIBAKE");
    expect(code("券码甲乙丙丁1234", { foreign })).toBe("券码甲乙丙丁1234");
    expect(code("ABCD1234", { foreign })).toBe("ABCD1234");
  });
});

describe("the other columns", () => {
  test("expiry is the end of that day in Shanghai", () => {
    for (const text of ["2026-12-31", "2026/12/31", "2026.12.31", "20261231", "2026年12月31日", " ２０２６-12-31 "])
      expect(parseExpiry(text)?.toISOString(), text).toBe("2026-12-31T15:59:59.000Z");
    expect(parseExpiry("2026-12-31 18:30")?.toISOString()).toBe("2026-12-31T10:30:00.000Z");
    for (const text of ["2026-02-31", "2026-13-01", "31/12/2026", "soon", "2026-12-31 25:00", "9999-12-31"])
      expect(parseExpiry(text), text).toBeNull();
  });

  test("bad and past expiry", () => {
    expect(judge("ABCD1234", "", "2026-02-31")).toBe("BAD_EXPIRY");
    expect(judge("ABCD1234", "", "2026-11-21")).toBe("PAST_EXPIRY");
    expect(judge("ABCD1234", "", "2026-11-22")).toMatchObject({ expiresAt: new Date("2026-11-22T15:59:59Z") });
    expect(judge("ABCD1234", "", "")).toMatchObject({ expiresAt: null });
  });

  test("a workbook's day number", () => {
    const cells = { ...row("ABCD1234", "", "46387"), numeric: [false, false, true] };
    expect(judgeRow(cells, judging)).toMatchObject({ expiresAt: new Date("2026-12-31T15:59:59Z") });
    expect(judgeRow({ ...cells, cells: ["ABCD1234", "", "44925"] }, { ...judging, epoch: "1904" })).toMatchObject({
      expiresAt: new Date("2026-12-31T15:59:59Z"),
    });
    expect(judgeRow({ ...cells, cells: ["ABCD1234", "", "12"] }, judging)).toBe("BAD_EXPIRY");
  });

  test("cost and serial", () => {
    expect(judge("ABCD1234", " 卡号 01 ", "", "¥15.50")).toMatchObject({ costMinor: 1550n, serial: "卡号 01" });
    expect(judge("ABCD1234", "", "", "15.505")).toBe("BAD_COST");
    expect(judge("ABCD1234", "", "", "-1")).toBe("BAD_COST");
    expect(judge("ABCD1234", "x\u0000y", "", "1")).toBe("BAD_SERIAL");
    expect(
      judgeRow({ ...row("ABCD1234", "", "", "0.30000000000000004"), numeric: [false, false, false, true] }, judging),
    ).toMatchObject({
      costMinor: 30n,
    });
  });
});

describe("columns", () => {
  test("by heading, in Chinese and English", () => {
    expect(guessColumns(["序号", "卡号", "卡密", "有效期", "成本价"], [["1", "62001", "ABCD", "2026-12-31", "15"]])).toEqual({
      code: 2,
      serial: 1,
      expiry: 3,
      cost: 4,
    });
    expect(guessColumns(["卡号", "密码"], [["6200001", "123456"]])).toMatchObject({ code: 0, serial: 1 });
    expect(guessColumns(["Code", "PIN", "Valid until"], [["A", "1", ""]])).toMatchObject({ code: 0, serial: 1, expiry: 2 });
  });

  test("by what the cells look like", () => {
    const rows = [
      ["月卡", "AAAA1111BBBB", "2026-12-31"],
      ["月卡", "CCCC2222DDDD", "2027-01-31"],
    ];
    expect(looksLikeHeader(rows)).toBe(false);
    expect(guessColumns(null, rows)).toEqual({ code: 1, serial: null, expiry: 2, cost: null });
    expect(looksLikeHeader([["商品", "兑换码"], ...rows])).toBe(true);
  });

  test("the preview shows no code", () => {
    expect(maskCell("ABCD1234EFGH", true)).toBe("AB••••••••GH");
    expect(maskCell("ABCD-1234-EFGH", false)).not.toContain("1234");
    expect(maskCell("62200000", false)).toBe("62••••00");
    expect(maskCell("1234", true)).toBe("1••4");
    expect(maskCell("2026-12-31", false)).toBe("2026-12-31");
    expect(maskCell("影视会员月卡", false)).toBe("影视会员月卡");
    expect(maskCell("15.50", false)).toBe("15.50");
  });
});
