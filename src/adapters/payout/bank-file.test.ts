import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { BankFileRefused, type BankRow, bankFile, checkBankRows } from "./bank-file.ts";
import { readBankResult } from "./bank-result.ts";
import { type BankTemplate, bankResultTemplate, bankTemplate, usualBankTemplate } from "./bank-template.ts";

const row = (outNo: string, more: Partial<BankRow> = {}): BankRow => ({
  outNo,
  amountMinor: 123_450n,
  currency: "CNY",
  holderName: "林小姐",
  number: "6222020012345678901",
  bankName: "中国工商银行",
  branchName: "上海分行",
  memo: "十一月佣金",
  ...more,
});
const bytesOf = async (rows: BankRow[], template: BankTemplate = usualBankTemplate) => {
  const pieces: Buffer[] = [];
  for await (const piece of bankFile(rows, template, { fileNo: "F1", date: "20261122" })) pieces.push(piece);
  return Buffer.concat(pieces);
};
const pieces = (bytes: Buffer, size = 7) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
const read = async (text: string, encoding = "utf-8", template?: Parameters<typeof readBankResult>[1]) => {
  const result = await readBankResult(pieces(iconv.encode(text, encoding)), template);
  if (!result.ok) throw new Error(result.reason);
  return result;
};

describe("writing", () => {
  test("the columns, their order, fixed values and amounts are the template's", async () => {
    const text = iconv.decode(await bytesOf([row("A1")]), "gb18030");
    expect(text.split("\r\n")).toEqual([
      "序号,收款账号,收款户名,收款银行,开户行,金额,币种,客户流水号,用途",
      "1,6222020012345678901,林小姐,中国工商银行,上海分行,1234.50,CNY,A1,十一月佣金",
      "",
    ]);
    const own = bankTemplate.parse({
      ...usualBankTemplate,
      columns: [
        { heading: "付款账号", fixed: "1001234" },
        { heading: "", field: "fileNo" },
        { heading: "", field: "date" },
        { heading: "", field: "number" },
        { heading: "", field: "holderName" },
        { heading: "", field: "amount" },
        { heading: "", field: "outNo" },
      ],
      withHeading: false,
      delimiter: "|",
      quoted: false,
      encoding: "UTF-8",
      amount: "fen",
      lineEnd: "LF",
    });
    expect((await bytesOf([row("A1"), row("A2")], own)).toString()).toBe(
      "\uFEFF1001234|F1|20261122|6222020012345678901|林小姐|123450|A1\n1001234|F1|20261122|6222020012345678901|林小姐|123450|A2\n",
    );
  });

  test("names beyond GB2312 arrive; what an encoding lacks is refused, never a question mark", async () => {
    const names = ["朱镕基", "䶮某", "𠮷野", "㛃某"];
    const text = iconv.decode(await bytesOf(names.map((holderName, i) => row(`N${i}`, { holderName }))), "gb18030");
    for (const name of names) expect(text).toContain(name);
    const gbk = { ...usualBankTemplate, encoding: "GBK" as const };
    expect(checkBankRows([row("N1", { holderName: "䶮某" })], gbk)).toEqual([]);
    expect(checkBankRows([row("N2", { holderName: "𠮷野" })], gbk)).toEqual([
      { outNo: "N2", field: "holderName", problem: "ENCODING" },
    ]);
    await expect(bytesOf([row("N2", { holderName: "𠮷野" })], gbk)).rejects.toThrow(BankFileRefused);
  });

  test("full-width letters, digits and blanks become half-width; brackets as the bank wants them", async () => {
    const wide = row("W1", { holderName: "ＡＢＣ（上海）　有限公司", number: "６２２２ 0200-1234" });
    expect(iconv.decode(await bytesOf([wide]), "gb18030")).toContain("62220200" + "1234,ABC（上海） 有限公司");
    const ascii = { ...usualBankTemplate, brackets: "ascii" as const };
    expect(iconv.decode(await bytesOf([wide], ascii), "gb18030")).toContain("ABC(上海) 有限公司");
  });

  test("a cell that would run, break the line or repeat a number stops the file; in free text it is made harmless", async () => {
    const problems = (more: Partial<BankRow>, template = usualBankTemplate) =>
      checkBankRows([row("P1", more)], template).map(({ field, problem }) => `${field} ${problem}`);
    for (const holderName of ["=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "＝1+1", "-A"])
      expect(problems({ holderName })).toEqual(["holderName UNSAFE"]);
    expect(problems({ holderName: "" })).toEqual(["holderName EMPTY"]);
    expect(problems({ branchName: "上海\n分行" })).toEqual(["branchName DELIMITER"]);
    expect(problems({ amountMinor: 0n })).toEqual(["amount AMOUNT"]);
    expect(problems({ bankName: "工行,上海" })).toEqual([]);
    expect(problems({ bankName: "工行,上海" }, { ...usualBankTemplate, quoted: false })).toEqual(["bankName DELIMITER"]);
    expect(checkBankRows([row("P1"), row("P1")], usualBankTemplate)).toEqual([
      { outNo: "P1", field: "outNo", problem: "DUPLICATE" },
    ]);
    expect(iconv.decode(await bytesOf([row("P2", { memo: "=1+1\r\n佣金" })]), "gb18030")).toContain(",P2,1+1 佣金");
  });

  test("a template without our number or twice with it is none", () => {
    const columns = usualBankTemplate.columns.filter((column) => !("field" in column) || column.field !== "outNo");
    expect(bankTemplate.safeParse({ ...usualBankTemplate, columns }).success).toBe(false);
    const twice = [...usualBankTemplate.columns, { heading: "再次", field: "outNo" as const }];
    expect(bankTemplate.safeParse({ ...usualBankTemplate, columns: twice }).success).toBe(false);
  });
});

describe("reading what came of it", () => {
  const heading = "序号,客户流水号,收款户名,收款账号,金额,状态,失败原因\r\n";

  test("each encoding, each state", async () => {
    const rows = [
      "1,A1,䶮某,6222,1234.50,交易成功,",
      "2,A2,林小姐,6223,1.00,失败,户名不符",
      "3,A3,林小姐,6224,2.00,处理中,",
      "4,A4,林小姐,6225,3.00,已退汇,账号已销户",
      "合计,,,,1240.50,,",
    ].join("\r\n");
    const expected = [
      { outNo: "A1", state: "PAID", amountMinor: 123_450n, holderName: "䶮某", number: "6222", reason: "" },
      { outNo: "A2", state: "FAILED", amountMinor: 100n, reason: "户名不符" },
      { outNo: "A3", state: "PENDING" },
      { outNo: "A4", state: "RETURNED", reason: "账号已销户" },
    ];
    for (const encoding of ["utf-8", "gb18030", "utf-16le"]) {
      const mark = encoding === "utf-16le" ? "\uFEFF" : "";
      const { lines, problems } = await read(`${mark}某银行批量代付结果\r\n${heading}${rows}`, encoding);
      expect(lines).toMatchObject(expected);
      expect(problems).toEqual([]);
    }
    const { lines } = await read(`${heading}${rows}`.replaceAll(",", "\t"), "gb18030");
    expect(lines).toHaveLength(4);
  });

  test("amounts and numbers as spreadsheets and people write them", async () => {
    const line = (amount: string, no = '"=""A1"""') => `${heading}1,${no},林小姐,="0062",${amount},成功,\r\n`;
    for (const amount of ["１，２３４．５０", '"1,234.50"', "￥1234.5", "1234.50元", '="1234.50"'])
      expect((await read(line(amount))).lines).toMatchObject([{ outNo: "A1", amountMinor: 123_450n, number: "0062" }]);
    expect((await read(line("123450"), "utf-8", bankResultTemplate.parse({ amount: "fen" }))).lines).toMatchObject([
      { amountMinor: 123_450n },
    ]);
    for (const amount of ["1.234", "1.2E+3", "abc", "-5.00"])
      expect((await read(line(amount))).problems).toMatchObject([{ problem: "AMOUNT" }]);
    expect((await read(line("=1+1"))).problems).toMatchObject([{ outNo: "A1", problem: "FORMULA" }]);
  });

  test("the same line twice counts once; lines that contradict each other count not at all", async () => {
    const twice =
      "1,A1,林,6222,1.00,成功,\r\n2,A1,林,6222,1.00,成功,\r\n3,A2,林,6222,1.00,成功,\r\n4,A2,林,6222,1.00,失败,\r\n5,A3,林,6222,1.00,成功,\r\n6,A3,林,6222,1.00,神奇,\r\n";
    const { lines, problems } = await read(heading + twice);
    expect(lines.map(({ outNo }) => outNo)).toEqual(["A1"]);
    expect(problems).toEqual([
      { line: 3, outNo: "A1", problem: "REPEATED" },
      { line: 5, outNo: "A2", problem: "CONTRADICTS" },
      { line: 7, outNo: "A3", problem: "NO_STATUS" },
    ]);
  });

  test("no guess: an unknown word, no number, a torn line; the operator can teach words and headings", async () => {
    const torn = '1,A1,林,6222,1.00,神奇,\r\n2,,林,6222,1.00,成功,\r\n3,A3,"林,6222,1.00,成功,\r\n4,A4,林,6222,1.00,未成功,\r\n';
    const { lines, problems } = await read(heading + torn);
    expect(lines).toMatchObject([{ outNo: "A4", state: "FAILED" }]);
    expect(problems.map(({ problem }) => problem)).toEqual(["NO_STATUS", "NO_NUMBER", "MALFORMED"]);
    const own = bankResultTemplate.parse({ columns: { outNo: "凭证", status: "码" }, paid: ["00"], failed: ["99"] });
    expect((await read("凭证|码\nA1|00\nA2|99\n", "gb18030", own)).lines).toMatchObject([{ state: "PAID" }, { state: "FAILED" }]);
  });

  test("what is no such file", async () => {
    const refused = async (bytes: Buffer) => (await readBankResult(pieces(bytes))) as { reason?: string };
    expect(await refused(Buffer.from("PK\x03\x04workbook"))).toEqual({ ok: false, reason: "CONTENT" });
    expect(await refused(Buffer.alloc(0))).toEqual({ ok: false, reason: "CONTENT" });
    expect(await refused(Buffer.from("a,b\n1,2\n"))).toEqual({ ok: false, reason: "HEADING" });
  });

  test("what we wrote can be read back with the bank's answer in a column of its own", async () => {
    const written = iconv
      .decode(await bytesOf([row("A1"), row("A2", { holderName: "𠮷野" })]), "gb18030")
      .trimEnd()
      .split("\r\n");
    const answered = written.map((line, i) => `${line},${["处理结果", "成功", "失败"][i]}`).join("\r\n");
    const { lines } = await read(answered, "gb18030");
    expect(lines).toMatchObject([
      { outNo: "A1", state: "PAID", amountMinor: 123_450n, number: "6222020012345678901" },
      { outNo: "A2", state: "FAILED", holderName: "𠮷野" },
    ]);
  });
});
