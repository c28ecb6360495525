import exceljs from "exceljs";
import { expect, test } from "vitest";
import type { StatementFile } from "./statement-file.ts";
import { renderStatementPdf } from "./statement-pdf.tsx";
import { renderStatementXlsx } from "./statement-xlsx.ts";

const hostile = '=HYPERLINK("http://evil.example","点我")';

function fileOf(count: number): StatementFile {
  const row = (index: number) => [
    ...[
      index + 1,
      "07EF30B1",
      index === 0 ? hostile : "影视会员月卡",
      "2026-11-09 10:44",
      "一个名字特别特别长的分销商有限责任公司上海分公司",
      1,
    ],
    ...["25.00 零售价", "5.00%", "1.25"],
  ];
  return {
    ...{ no: "ST-000001", operator: "卡易速", heading: "佣金账单", lineCount: count, total: ["合计", (count * 1.25).toFixed(2)] },
    facts: [
      ["账单号", "ST-000001"],
      ["收款方", hostile],
    ],
    figures: [["本期新增", "125.00"]],
    header: ["序号", "卡券", "商品", "核销时间", "销售方", "层级", "基数", "比例", "佣金"],
    rows: Array.from({ length: count }, (_, index) => row(index)),
    notes: ["金额单位：人民币元"],
    words: {
      lines: "明细",
      facts: "账单",
      page: (page, pages) => `${page}/${pages}`,
      rest: (shown, rest) => `${shown} + ${rest}`,
    },
  };
}

test("the spreadsheet has every line, texts stay texts, amounts can be added up", async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await renderStatementXlsx(fileOf(100))).buffer as ArrayBuffer);
  const lines = book.getWorksheet("明细")!;
  expect(lines.rowCount).toBe(102);
  const [name, amount, total] = [lines.getCell("C2"), lines.getCell("I2"), lines.getCell("I102")];
  expect([name.type, name.value]).toEqual([exceljs.ValueType.String, `'${hostile}`]);
  expect([amount.type, amount.value, total.value]).toEqual([exceljs.ValueType.Number, 1.25, 125]);
  expect(book.getWorksheet("账单")!.getCell("B3").value).toBe(`'${hostile}`);
  const formulas: unknown[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => cell.type === exceljs.ValueType.Formula && formulas.push(cell.address)));
  }
  expect(formulas).toEqual([]);
});

test("a PDF of the most lines it takes is made in reasonable time", { timeout: 60_000 }, async () => {
  const pdf = await renderStatementPdf(fileOf(500));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(20_000);
});
