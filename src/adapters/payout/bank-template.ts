import { z } from "zod";

/** How a bank wants its batch file, and how its result file is read. Pure: also for the form that edits it. */
export const bankFields = [
  ...(["seq", "outNo", "amount", "holderName", "number", "bankName", "branchName", "memo"] as const),
  ...(["currency", "date", "fileNo", "nothing"] as const),
] as const;
export type BankField = (typeof bankFields)[number];

const heading = z.string().trim().max(40);
export const bankColumn = z.union([
  z.object({ heading, field: z.enum(bankFields) }).strict(),
  /** The same text in every row: our account, a purpose code. */
  z.object({ heading, fixed: z.string().max(100) }).strict(),
]);

export const bankTemplate = z
  .object({
    name: z.string().trim().min(1).max(60),
    columns: z.array(bankColumn).min(3).max(40),
    /** Whether the first line says what the columns are. */
    withHeading: z.boolean(),
    delimiter: z.enum([",", "\t", "|", ";"]),
    /** Cells with the delimiter in them are quoted. Banks that read no quotes get none: such a cell is then refused. */
    quoted: z.boolean(),
    /** GBK has no four-byte characters: a name it cannot write is refused, never written with a question mark. */
    encoding: z.enum(["GBK", "GB18030", "UTF-8"]),
    amount: z.enum(["yuan", "fen"]),
    lineEnd: z.enum(["CRLF", "LF"]),
    /** Company names: brackets as they are, or ASCII ones. */
    brackets: z.enum(["keep", "ascii"]),
  })
  .strict()
  .refine((given) => ["amount", "holderName", "number"].every((field) => has(given.columns, field)), {
    error: "amount, holderName and number must each have a column",
  })
  .refine((given) => given.columns.filter((column) => "field" in column && column.field === "outNo").length === 1, {
    error: "our number must have one column: the result file is read by it",
  });
export type BankTemplate = z.output<typeof bankTemplate>;

const has = (columns: readonly z.output<typeof bankColumn>[], field: string) =>
  columns.some((column) => "field" in column && column.field === field);

/** What most Chinese banks' batch payment imports take; the operator edits the columns to his bank's. */
export const usualBankTemplate: BankTemplate = {
  name: "通用批量代付",
  columns: [
    { heading: "序号", field: "seq" },
    { heading: "收款账号", field: "number" },
    { heading: "收款户名", field: "holderName" },
    { heading: "收款银行", field: "bankName" },
    { heading: "开户行", field: "branchName" },
    { heading: "金额", field: "amount" },
    { heading: "币种", field: "currency" },
    { heading: "客户流水号", field: "outNo" },
    { heading: "用途", field: "memo" },
  ],
  withHeading: true,
  delimiter: ",",
  quoted: true,
  encoding: "GB18030",
  amount: "yuan",
  lineEnd: "CRLF",
  brackets: "keep",
};

const words = z.array(z.string().trim().min(1).max(40)).max(20).default([]);
export const bankResultTemplate = z
  .object({
    /** Headings, when they are not among those that are known anyway. */
    columns: z
      .object({ outNo: heading, amount: heading, status: heading, reason: heading, holderName: heading, number: heading })
      .partial()
      .default({}),
    /** The bank's words for each end, when they are not the usual ones. */
    paid: words,
    failed: words,
    returned: words,
    pending: words,
    amount: z.enum(["yuan", "fen"]).default("yuan"),
  })
  .strict();
export type BankResultTemplate = z.output<typeof bankResultTemplate>;
export const usualBankResult: BankResultTemplate = bankResultTemplate.parse({ paid: [], failed: [], returned: [], pending: [] });
