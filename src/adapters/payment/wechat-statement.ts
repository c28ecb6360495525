import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { hour, day as oneDay, parseDay } from "#lib/time.ts";
import type { StatementLine } from "./payment.ts";
import type { WechatClient } from "./wechat-client.ts";

/** WeChat makes yesterday's bills until ten o'clock. */
const readyAfter = oneDay + 10 * hour;
const place = z.object({ download_url: z.url(), hash_type: z.string(), hash_value: z.string() });

/** A day's payments and refunds (trade bill) and whatever else moved on the two accounts (fund flow bill): transfers to payees above all. */
export async function wechatStatement(client: WechatClient, day: string): Promise<StatementLine[] | null> {
  const from = parseDay(day);
  if (!from) throw new Error(`not a day: ${day}`);
  if (client.now().getTime() < from.getTime() + readyAfter) return null;
  const trades = await fetchBill(client, "bill/tradebill", { bill_date: day, bill_type: "ALL" });
  if (!trades) return null;
  const lines = trades.map(tradeLine);
  for (const account_type of ["BASIC", "OPERATION"]) {
    const flow = await fetchBill(client, "bill/fundflowbill", { bill_date: day, account_type });
    if (!flow) return null;
    lines.push(...flow.filter((row) => !isTrade(row)).map(flowLine));
  }
  return lines;
}

type Row = Record<string, string>;

/** Payments, refunds and their fees: the trade bill has them with our numbers. */
const isTrade = (row: Row) => /交易|退款/.test(row.业务类型 ?? "") && !/转账|付款|提现/.test(`${row.业务名称} ${row.业务类型}`);

/** Rows of a bill; none when there was nothing that day; null while it is being made. */
async function fetchBill(client: WechatClient, path: string, params: Record<string, string>): Promise<Row[] | null> {
  const answer = await client.call("get", path, { params });
  if (!answer.ok) {
    if (answer.code === "NO_STATEMENT_EXIST") return [];
    if (answer.code === "STATEMENT_CREATING") return null;
    throw new Error(`WeChat Pay, ${path}: ${answer.reason}`);
  }
  const { download_url, hash_type, hash_value } = place.parse(answer.data);
  const bytes = await client.download(download_url);
  const hash = createHash(hash_type.toLowerCase()).update(bytes).digest("hex");
  if (hash !== hash_value.toLowerCase()) throw new Error(`WeChat Pay, ${path}: the file is not the one that was named`);
  return rowsOf(bytes.toString("utf8"));
}

/** Details, then a line of totals under a header of its own. Every value begins with a backtick, so that Excel leaves it alone. */
export function rowsOf(text: string): Row[] {
  const lines: string[][] = parse(text, { bom: true, quote: null, relax_column_count: true, skip_empty_lines: true, trim: true });
  const [header = [], ...rest] = lines;
  const details: Row[] = [];
  for (const values of rest) {
    if (!values[0]?.startsWith("`")) break;
    details.push(Object.fromEntries(header.map((name, i) => [name, (values[i] ?? "").replace(/^`/, "")])));
  }
  return details;
}

/** "12.30" → 1230n. */
function minorOf(yuan: string | undefined): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,5}))?$/.exec((yuan ?? "").trim());
  if (!match) throw new Error("an amount in WeChat's bill cannot be read");
  const [, sign, whole, part = ""] = match;
  const minor = BigInt(whole!) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
  return sign ? -minor : minor;
}

const timeOf = (text: string | undefined): Date => new Date(`${(text ?? "").replace(" ", "T")}+08:00`);

function tradeLine(row: Row): StatementLine {
  const isRefund = row.交易状态 === "REFUND" || row.交易状态 === "REVOKED";
  const no = (isRefund ? row.商户退款单号 : row.商户订单号) || null;
  const ref = (isRefund ? row.微信退款单号 : row.微信订单号) || null;
  return {
    lineId: ref ?? "",
    kind: isRefund ? "REFUND" : "PAYMENT",
    outNo: no,
    providerRef: ref,
    amountMinor: isRefund ? -minorOf(row.申请退款金额 || row.退款金额) : minorOf(row.订单金额 || row.应结订单金额),
    feeMinor: minorOf(row.手续费),
    at: timeOf(row.交易时间),
    payee: null,
  };
}

function flowLine(row: Row): StatementLine {
  const what = `${row.业务名称} ${row.业务类型}`;
  const into = row.收支类型 === "收入";
  const amount = minorOf(row["收支金额(元)"]);
  const no = row.业务凭证号 ?? "";
  const isTransfer = /转账|付款/.test(what);
  return {
    lineId: row.资金流水单号 ?? "",
    kind: /手续费|服务费/.test(what) ? "FEE" : !isTransfer ? "OTHER" : into ? "RETURN" : "PAYOUT",
    outNo: /^[A-Za-z0-9]{1,32}$/.test(no) && no !== row.微信支付业务单号 ? no : null,
    providerRef: row.微信支付业务单号 || null,
    amountMinor: into ? amount : -amount,
    feeMinor: 0n,
    at: timeOf(row.记账时间),
    payee: null,
  };
}
