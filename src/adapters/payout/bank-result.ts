import iconv from "iconv-lite";
import { parseYuan } from "#lib/money.ts";
import { guessDelimiter, readTextRows } from "#lib/sheet/read-text.ts";
import { isBlank, type SheetRow } from "#lib/sheet/row.ts";
import { ByteSniffer } from "#lib/sheet/sniff-bytes.ts";
import { type BankResultTemplate, usualBankResult } from "./bank-template.ts";

/** What a bank says became of one payment of our file. Amount, name and number are null when its file does not say them. */
export type BankResultLine = {
  line: number;
  outNo: string;
  state: "PAID" | "FAILED" | "RETURNED" | "PENDING";
  amountMinor: bigint | null;
  holderName: string | null;
  number: string | null;
  reason: string;
};
export type BankResultProblem = {
  line: number;
  outNo: string | null;
  problem: "MALFORMED" | "NO_NUMBER" | "NO_STATUS" | "AMOUNT" | "FORMULA" | "REPEATED" | "CONTRADICTS";
};
export type BankResult =
  | { ok: true; lines: BankResultLine[]; problems: BankResultProblem[] }
  | { ok: false; reason: "CONTENT" | "HEADING" | "TOO_MANY" };

const mostLines = 100_000;
const headingWithin = 30;
const sampleBytes = 64 * 1024;

/** Headings that banks use, for each thing we look for. */
const known: Record<Thing, readonly string[]> = {
  outNo: [
    "客户流水号",
    "企业流水号",
    "付款流水号",
    "业务参考号",
    "商户订单号",
    "企业自制凭证号",
    "客户业务编号",
    "outNo",
    "out_no",
  ],
  status: ["状态", "交易状态", "处理状态", "处理结果", "付款结果", "交易结果", "付款状态", "结果", "status"],
  amount: ["金额", "交易金额", "付款金额", "转账金额", "金额(元)", "交易金额(元)", "amount"],
  reason: ["失败原因", "错误原因", "原因", "错误信息", "返回信息", "处理说明", "备注", "reason"],
  holderName: ["收款户名", "收款人", "收款人姓名", "收款人名称", "收款账户名", "户名", "name"],
  number: ["收款账号", "收款人账号", "账号", "卡号", "收款卡号", "account"],
};
type Thing = "outNo" | "status" | "amount" | "reason" | "holderName" | "number";

/** Reads a bank's result file, whatever its encoding and delimiter. A line that is not plain is a problem, never a guess. */
export async function readBankResult(
  open: () => AsyncIterable<Buffer>,
  template: BankResultTemplate = usualBankResult,
): Promise<BankResult> {
  const sniffer = new ByteSniffer();
  let head = Buffer.alloc(0);
  for await (const piece of open()) {
    sniffer.push(piece);
    if (head.length < sampleBytes) head = Buffer.concat([head, piece]);
  }
  const { kind, encoding } = sniffer.result();
  if (kind !== "text") return { ok: false, reason: "CONTENT" };
  const delimiter = guessDelimiter(iconv.decode(head.subarray(0, sampleBytes), encoding, { stripBOM: true })) || ",";
  const reading = new Reading(template);
  for await (const rows of readTextRows(open(), { encoding, delimiter })) {
    for (const row of rows) reading.take(row);
    if (reading.count > mostLines) return { ok: false, reason: "TOO_MANY" };
  }
  return reading.result();
}

class Reading {
  count = 0;
  readonly #template: BankResultTemplate;
  readonly #lines = new Map<string, BankResultLine>();
  readonly #contradicted = new Set<string>();
  readonly #problems: BankResultProblem[] = [];
  #places: Partial<Record<Thing, number>> | null = null;

  constructor(template: BankResultTemplate) {
    this.#template = template;
  }

  take(row: SheetRow): void {
    if (isBlank(row)) return;
    this.count += 1;
    if (!this.#places) {
      if (row.line <= headingWithin && !row.problem) this.#places = this.#findHeading(row.cells);
      return;
    }
    if (row.problem) this.#problems.push({ line: row.line, outNo: null, problem: "MALFORMED" });
    else this.#read(row, this.#places);
  }

  result(): BankResult {
    if (!this.#places) return { ok: false, reason: "HEADING" };
    for (const outNo of this.#contradicted) this.#lines.delete(outNo);
    return { ok: true, lines: [...this.#lines.values()], problems: this.#problems };
  }

  #findHeading(cells: readonly string[]): Partial<Record<Thing, number>> | null {
    const names = cells.map((cell) => plain(cell).toLowerCase());
    const places: Partial<Record<Thing, number>> = {};
    for (const thing of Object.keys(known) as Thing[]) {
      const own = this.#template.columns[thing];
      const wanted = own ? [own] : known[thing];
      const place = wanted.map((name) => names.indexOf(plain(name).toLowerCase())).find((index) => index >= 0);
      if (place !== undefined) places[thing] = place;
    }
    return places.outNo !== undefined && places.status !== undefined ? places : null;
  }

  #read(row: SheetRow, places: Partial<Record<Thing, number>>): void {
    const cell = (thing: Thing) => plain(places[thing] === undefined ? "" : (row.cells[places[thing]] ?? ""));
    const outNo = cell("outNo");
    if (/^(合计|总计|小计|总笔数)/.test(plain(row.cells[0] ?? "")) && !isNumber(outNo)) return;
    const found = lineOf(row.line, cell, this.#template);
    const before = this.#lines.get(outNo);
    if (typeof found !== "string" && !before) {
      this.#lines.set(outNo, found);
      return;
    }
    const same = typeof found !== "string" && before?.state === found.state && before.amountMinor === found.amountMinor;
    if (!same) this.#contradicted.add(outNo); // one line about it that cannot be believed, and the other is not either
    const problem = typeof found === "string" ? found : same ? "REPEATED" : "CONTRADICTS";
    this.#problems.push({ line: row.line, outNo: outNo || null, problem });
  }
}

const isNumber = (outNo: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(outNo);

/** A line as it is meant, or why it is not believed. */
function lineOf(
  line: number,
  cell: (thing: Thing) => string,
  template: BankResultTemplate,
): BankResultLine | BankResultProblem["problem"] {
  const outNo = cell("outNo");
  if (!isNumber(outNo)) return "NO_NUMBER";
  if ((["amount", "number", "status"] as const).some((thing) => /^[=+@]/.test(cell(thing)))) return "FORMULA";
  const state = stateOf(cell("status"), template);
  if (!state) return "NO_STATUS";
  const amountMinor = amountOf(cell("amount"), template.amount);
  if (amountMinor === undefined) return "AMOUNT";
  const [holderName, number] = [cell("holderName") || null, cell("number").replace(/[\s-]/g, "") || null];
  return { line, outNo, state, amountMinor, holderName, number, reason: cell("reason").slice(0, 200) };
}

/** Half-width, without what spreadsheets put around a text: ="…", a leading quote mark, blanks. */
function plain(text: string): string {
  const narrow = text.normalize("NFKC").trim();
  const unwrapped = /^="(.*)"$/.exec(narrow)?.[1] ?? narrow;
  return unwrapped.replace(/^['`]/, "").trim();
}

/** Undefined: there is something, but it is no amount. */
function amountOf(text: string, unit: "yuan" | "fen"): bigint | null | undefined {
  const given = text.replace(/[¥￥元\s+]/g, "").replace(/^(CNY|RMB)/i, "");
  if (given === "") return null;
  if (unit === "fen") return /^\d{1,15}$/.test(given) ? BigInt(given) : undefined;
  return parseYuan(given) ?? undefined;
}

const usual: readonly [BankResultLine["state"], RegExp][] = [
  ["RETURNED", /退票|退汇|已退回|退款|returned/i],
  ["FAILED", /失败|不成功|未成功|拒绝|作废|撤销|驳回|^fail(ed)?$|^f$/i],
  ["PENDING", /处理中|在途|待|审批|受理|已提交|pending|processing/i],
  ["PAID", /^(交易|付款|支付|转账|处理|银行)?(已)?成功$|^已(付款|支付|入账|到账)$|^success$|^paid$|^s$/i],
];

function stateOf(text: string, template: BankResultTemplate): BankResultLine["state"] | null {
  const own = (["paid", "failed", "returned", "pending"] as const).find((end) =>
    template[end].some((word) => plain(word) === text),
  );
  if (own) return own.toUpperCase() as BankResultLine["state"];
  return usual.find(([, words]) => words.test(text))?.[0] ?? null;
}
