import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import yauzl from "yauzl";
import { parseYuan } from "#lib/money.ts";
import { hour, day as oneDay, parseDay } from "#lib/time.ts";
import { type AlipayClient, timeOf } from "./alipay-client.ts";
import { providerTimeoutMs, type StatementLine } from "./payment.ts";

/** Alipay makes yesterday's bills until nine; an hour more for late ones. */
const readyAfter = oneDay + 10 * hour;
/** No bill is that large: what unpacks to more was made to hurt. */
const mostBytes = 300 * 1024 * 1024;

/** A day's payments and refunds (业务明细) and what else moved on the account (账务明细): transfers to payees above all. */
export async function alipayStatement(client: AlipayClient, day: string): Promise<StatementLine[] | null> {
  const from = parseDay(day);
  if (!from) throw new Error(`not a day: ${day}`);
  if (client.now().getTime() < from.getTime() + readyAfter) return null;
  const trades = await fetchBill(client, "trade", day);
  const moves = await fetchBill(client, "signcustomer", day);
  return [...trades.map(tradeLine), ...moves.filter((row) => !isTrade(row)).map(moveLine)];
}

type Row = Record<string, string>;

async function fetchBill(client: AlipayClient, bill_type: string, bill_date: string): Promise<Row[]> {
  const answer = await client.call("alipay.data.dataservice.bill.downloadurl.query", { bill_type, bill_date });
  if (!answer.ok) {
    if (/bill_not_exist/i.test(answer.code)) return []; // nothing happened that day
    throw new Error(`Alipay, ${bill_type} bill: ${answer.reason}`);
  }
  const response = await fetch(String(answer.data.bill_download_url), { signal: AbortSignal.timeout(3 * providerTimeoutMs) });
  if (!response.ok) throw new Error(`Alipay, ${bill_type} bill: HTTP ${response.status}`);
  return (await detailsIn(Buffer.from(await response.arrayBuffer()))).flatMap(rowsOf);
}

/** The texts of the detail files in the archive; what only sums up is left out. Names and texts are GB18030. */
async function detailsIn(archive: Buffer): Promise<string[]> {
  const zip = await yauzl.fromBufferPromise(archive, { decodeStrings: false, lazyEntries: true });
  const texts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = iconv.decode(entry.fileName as unknown as Buffer, "gb18030");
    if (!name.endsWith(".csv") || name.includes("汇总")) continue;
    if (entry.uncompressedSize > mostBytes) throw new Error("Alipay's bill is too large");
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    texts.push(iconv.decode(Buffer.concat(chunks), "gb18030"));
  }
  return texts;
}

/** Remarks begin with #; the first other line names the columns. Values are padded with tabs. Full-width brackets become plain. */
export function rowsOf(text: string): Row[] {
  const plain = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .join("\n");
  const lines: string[][] = parse(plain, { bom: true, relax_quotes: true, relax_column_count: true, trim: true });
  const [header = [], ...rest] = lines;
  const names = header.map((name) => name.normalize("NFKC").trim());
  return rest.map((values) => Object.fromEntries(names.map((name, i) => [name, (values[i] ?? "").trim()])));
}

/** "+12.30", "-0.01", "12.3", "" (nothing) → 分. */
function minorOf(text: string | undefined): bigint {
  const given = (text ?? "").replace(/^[+]/, "");
  if (given === "") return 0n;
  const minor = parseYuan(given.replace(/^-/, ""));
  if (minor === null) throw new Error("an amount in Alipay's bill cannot be read");
  return given.startsWith("-") ? -minor : minor;
}

function tradeLine(row: Row): StatementLine {
  const isRefund = (row.业务类型 ?? "").includes("退款");
  const amount = minorOf(row["订单金额(元)"]);
  const no = isRefund ? row["退款批次号/请求号"] : row.商户订单号;
  const ref = row.支付宝交易号 ?? "";
  return {
    lineId: isRefund ? `${ref}:${no}` : ref,
    kind: isRefund ? "REFUND" : "PAYMENT",
    outNo: no || null,
    providerRef: ref || null,
    amountMinor: isRefund && amount > 0n ? -amount : amount,
    feeMinor: -minorOf(row["服务费(元)"]),
    at: timeOf(row.完成时间 || row.创建时间 || ""),
    payee: null,
  };
}

/** Payments, refunds and their fees: the other file has them with our numbers. */
const isTrade = (row: Row) =>
  /在线支付|交易付款|交易退款|退款|收费|服务费/.test(row.业务类型 ?? "") && !/转账/.test(row.业务类型 ?? "");

function moveLine(row: Row): StatementLine {
  const what = row.业务类型 ?? "";
  const income = minorOf(row["收入金额(+元)"]);
  const spent = minorOf(row["支出金额(-元)"]);
  const isTransfer = /转账|付款|红包/.test(what);
  return {
    lineId: row.账务流水号 ?? "",
    kind: /手续费|服务费|收费/.test(what) ? "FEE" : !isTransfer ? "OTHER" : income > 0n ? "RETURN" : "PAYOUT",
    outNo: row.商户订单号 || null,
    providerRef: row.业务流水号 || null,
    amountMinor: income - (spent < 0n ? -spent : spent),
    feeMinor: 0n,
    at: timeOf(row.发生时间 ?? ""),
    payee: row.对方账号 || null,
  };
}
