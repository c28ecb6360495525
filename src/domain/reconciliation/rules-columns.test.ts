import { expect, test } from "vitest";
import { guessColumns, previewRows } from "./rules-columns.ts";

test.each([
  [
    "账号：622200,户名：某公司\n交易时间,流水号,收入,支出,余额,对方户名,附言\n20260414,1,1.00,,1.00,张三,货款",
    { heading: 2, at: 0, id: 1, amount: null, moneyIn: 2, moneyOut: 3, payee: 5, memo: 6 },
  ],
  [
    "记账日期;交易流水号;借方发生额;贷方发生额;对方名称;摘要\n2026-04-14;1;;1.00;张三;货款",
    { heading: 1, at: 0, id: 1, amount: null, moneyIn: 3, moneyOut: 2, payee: 4, memo: 5 },
  ],
  [
    'Date,Reference,Amount,Counterparty,Description\n2026-04-14,1,"-1,000.00",Zhang,fee',
    { heading: 1, at: 0, id: 1, amount: 2, moneyIn: null, moneyOut: null, payee: 3, memo: 4 },
  ],
  ["姓名,电话\n张三,138", null],
])("%s", (text, expected) => expect(guessColumns(previewRows(text))).toEqual(expected));

test("a preview keeps a delimiter inside quotes", () => {
  expect(previewRows('a,"1,000.00",b\n')[0]).toEqual(["a", "1,000.00", "b"]);
});
