import exceljs from "exceljs";
import { expect, test } from "vitest";
import type { StatementFile, Table } from "./statement-file.ts";
import { renderStatementPdf } from "./statement-pdf.ts";
import { streamStatementXlsx } from "./statement-xlsx.ts";

const hostile = '=HYPERLINK("http://evil.example","点我")';

const linesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => [
    ...[String(index + 1), "07EF30B1", index === 0 ? hostile : "影视会员月卡", "2026-11-09 10:44"],
    ...["一个名字特别特别长的分销商有限责任公司上海分公司", "1", "25.00 零售价", "5.00%", "1.25"],
  ]);

const adjustments: Table = {
  ...{ title: "调整", header: ["编号", "原因", "时间", "金额"], widths: [14, 56, 17, 13], rightFrom: 3 },
  rows: [["TZ-000001", hostile, "2026-11-09 10:44", "-12.00"]],
};

function fileOf(count: number): StatementFile {
  return {
    ...{ no: "ST-000001", operator: "卡易速", heading: "佣金账单", lineCount: count, total: ["合计", (count * 1.25).toFixed(2)] },
    facts: [
      ["账单号", "ST-000001"],
      ["收款方", hostile],
    ],
    figures: [["本期应付", "125.00"]],
    amounts: [
      ["佣金", "125.00"],
      ["代扣税", "-25.00"],
    ],
    lines: {
      header: ["序号", "卡券", "商品", "核销时间", "销售方", "层级", "基数", "比例", "佣金"],
      ...{ widths: [5, 11, 21, 17, 16, 6, 15, 9, 11], rightFrom: 6 },
    },
    sections: [adjustments, { ...adjustments, title: "争议", rows: [] }],
    notes: ["金额单位：人民币元"],
    words: {
      lines: "明细",
      facts: "账单",
      page: (page, pages) => `${page}/${pages}`,
      rest: (shown, rest) => `${shown} + ${rest}`,
    },
  };
}

async function* pagesOf(count: number, size: number) {
  const lines = linesOf(count);
  for (let at = 0; at < count; at += size) yield lines.slice(at, at + size);
}
const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Response(stream).arrayBuffer();

test("the spreadsheet has every line and table, texts stay texts, amounts can be added up", async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load(await bytesOf(streamStatementXlsx(fileOf(100), pagesOf(100, 30))));
  const lines = book.getWorksheet("明细")!;
  expect(lines.rowCount).toBe(102);
  const [name, amount, total] = [lines.getCell("C2"), lines.getCell("I2"), lines.getCell("I102")];
  expect([name.type, name.value]).toEqual([exceljs.ValueType.String, `'${hostile}`]);
  expect([amount.type, amount.value, total.value]).toEqual([exceljs.ValueType.Number, 1.25, 125]);
  expect(book.getWorksheet("账单")!.getCell("B3").value).toBe(`'${hostile}`);
  expect(book.getWorksheet("调整")!.getCell("D2").value).toBe(-12);
  expect(book.getWorksheet("争议")).toBeUndefined();
  const formulas: unknown[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => cell.type === exceljs.ValueType.Formula && formulas.push(cell.address)));
  }
  expect(formulas).toEqual([]);
});

test("a reading that fails breaks the file off instead of ending it as if it were whole", async () => {
  async function* failing() {
    yield linesOf(3);
    throw new Error("the database went away");
  }
  await expect(bytesOf(streamStatementXlsx(fileOf(100), failing()))).rejects.toThrow();
});

test("a PDF of the most lines it takes is made in seconds, a long name ends in its column", { timeout: 60_000 }, async () => {
  const started = performance.now();
  const pdf = await renderStatementPdf(fileOf(6_000), linesOf(5_000));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(100);
  expect(performance.now() - started).toBeLessThan(30_000);
});
