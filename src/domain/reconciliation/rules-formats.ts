import type { StatementLine } from "#adapters/payment/payment.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { normalReference } from "#domain/topup/schema.ts";
import { formatYuan, parseYuan } from "#lib/money.ts";
import { parseDay } from "#lib/time.ts";
import { type LineKind, lineKinds, ownNumberIn } from "./rules.ts";
import type { BankColumns } from "./schema.ts";

/** A cell that cannot be read makes the whole file refused: half a statement is worse than none. */
export class StatementProblem extends Error {
  readonly column: string;
  constructor(column: string, value: string) {
    super(`${column}: ${value}`);
    this.column = column;
  }
}

/** A row by the names of its columns; missing columns are empty. */
type Row = (...names: string[]) => string;
/** Null: a row that says nothing about money of ours here, or that another file of the provider says better. */
type Reader = (row: Row) => StatementLine | null;
export type StatementFormat = {
  name: string;
  provider: ProviderName;
  /** Columns it is known by, each with other names it may have. */
  needs: string[][];
  /** Of these kinds such a file tells all there is. */
  covers: readonly LineKind[];
  read: Reader;
};

/** WeChat marks texts with a backtick, Alipay pads with tabs, Excel writes ="…". */
export const cleanCell = (cell: string): string =>
  cell
    .normalize("NFKC")
    .replace(/^="?|"$/g, "")
    .replace(/^[`'\s]+|\s+$/g, "");

export function amountOf(text: string, column: string): bigint {
  const plain = text.replace(/[¥￥元\s+]/g, "").replace(/^\((.*)\)$/, "-$1");
  if (plain === "" || plain === "-" || plain === "--") return 0n;
  const minor = parseYuan(plain.replace(/^-/, "").replace(/(\.\d\d)0+$/, "$1"));
  if (minor === null) throw new StatementProblem(column, text);
  return plain.startsWith("-") ? -minor : minor;
}

/** 2026-11-22 10:00:00, 2026/11/22 10:00, 20261122, 20261122100000; Beijing time. "Z" or "UTC" in the column's name: UTC. */
export function timeOf(text: string, column: string): Date {
  const plain = text.replace(/年|月/g, "-").replace(/日/, "");
  const match = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T\s]*(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?)?\s*(Z|UTC)?$/i.exec(
    plain,
  );
  const start = match ? parseDay(`${match[1]}-${match[2]}-${match[3]}`) : null;
  if (!match || !start) throw new StatementProblem(column, text);
  const [hours, minutes, seconds] = [match[4], match[5], match[6]].map((part) => Number(part ?? 0)) as [number, number, number];
  const inZone = start.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const utc = match[7] !== undefined || /utc/i.test(column);
  return new Date(inZone + (utc ? 8 * 3_600_000 : 0));
}

const or = (text: string): string | null => text || null;

/** 交易账单: payments and refunds with their fee. */
const wechatTrade: StatementFormat = {
  name: "wechat-trade",
  provider: "WECHAT",
  needs: [["微信订单号"], ["商户订单号"], ["交易状态"], ["手续费"]],
  covers: ["PAYMENT", "REFUND"],
  read(row) {
    const refund = ["REFUND", "REVOKED"].includes(row("交易状态"));
    const total = row("订单金额") || row("应结订单金额") || row("总金额");
    const back = row("申请退款金额") || row("退款金额");
    return {
      lineId: refund ? row("微信退款单号") : row("微信订单号"),
      kind: refund ? "REFUND" : "PAYMENT",
      outNo: or(refund ? row("商户退款单号") : row("商户订单号")),
      providerRef: or(refund ? row("微信退款单号") : row("微信订单号")),
      amountMinor: refund ? -amountOf(back, "退款金额") : amountOf(total, "订单金额"),
      feeMinor: amountOf(row("手续费"), "手续费"),
      at: timeOf(row("交易时间"), "交易时间"),
      payee: null,
    };
  },
};

/** 资金账单: everything that moved; payments and refunds are skipped, the trade bill has them with their numbers. */
const wechatFund: StatementFormat = {
  name: "wechat-fund",
  provider: "WECHAT",
  needs: [["资金流水单号"], ["收支类型"], ["业务凭证号"]],
  covers: ["PAYOUT", "RETURN", "FEE", "OTHER"],
  read(row) {
    const what = `${row("业务名称")} ${row("业务类型")}`;
    if (/交易|退款/.test(row("业务类型")) && !/转账|付款|提现/.test(what)) return null;
    const income = row("收支类型") === "收入";
    const amount = amountOf(row("收支金额(元)", "收支金额"), "收支金额");
    return {
      lineId: row("资金流水单号"),
      kind: kindOfMove(what, income),
      outNo: or(row("业务凭证号")),
      providerRef: or(row("微信支付业务单号")),
      amountMinor: income ? amount : -amount,
      feeMinor: 0n,
      at: timeOf(row("记账时间"), "记账时间"),
      payee: null,
    };
  },
};

function kindOfMove(what: string, income: boolean): StatementLine["kind"] {
  if (/手续费|服务费|收费/.test(what)) return "FEE";
  if (/转账|付款|红包/.test(what)) return income ? "RETURN" : "PAYOUT";
  return "OTHER";
}

/** 业务明细: payments and refunds with their service fee. */
const alipayTrade: StatementFormat = {
  name: "alipay-trade",
  provider: "ALIPAY",
  needs: [["支付宝交易号"], ["商户订单号"], ["业务类型"], ["商家实收(元)", "订单金额(元)"]],
  covers: ["PAYMENT", "REFUND"],
  read(row) {
    const refund = row("业务类型").includes("退款");
    const amount = amountOf(row("订单金额(元)"), "订单金额");
    const batch = row("退款批次号/请求号");
    return {
      lineId: refund ? `${row("支付宝交易号")}:${batch}` : row("支付宝交易号"),
      kind: refund ? "REFUND" : "PAYMENT",
      outNo: or(refund ? batch : row("商户订单号")),
      providerRef: or(row("支付宝交易号")),
      amountMinor: refund && amount > 0n ? -amount : amount,
      feeMinor: -amountOf(row("服务费(元)"), "服务费"),
      at: timeOf(row("完成时间") || row("创建时间"), "完成时间"),
      payee: null,
    };
  },
};

/** 账务明细: what moved on the account; trades are skipped, the other file has them with their fee. */
const alipayFund: StatementFormat = {
  name: "alipay-fund",
  provider: "ALIPAY",
  needs: [["账务流水号"], ["业务流水号"], ["收入金额(+元)"], ["支出金额(-元)"]],
  covers: ["PAYOUT", "RETURN", "FEE", "OTHER"],
  read(row) {
    const what = row("业务类型");
    if (/在线支付|交易付款|交易退款|退款|收费|服务费/.test(what) && !/转账/.test(what)) return null;
    const income = amountOf(row("收入金额(+元)"), "收入金额");
    const spent = amountOf(row("支出金额(-元)"), "支出金额");
    return {
      lineId: row("账务流水号"),
      kind: kindOfMove(what, income !== 0n),
      outNo: or(row("商户订单号")),
      providerRef: or(row("业务流水号")),
      amountMinor: income - (spent < 0n ? -spent : spent),
      feeMinor: 0n,
      at: timeOf(row("发生时间"), "发生时间"),
      payee: or(row("对方账号")),
    };
  },
};

const stripeKinds: Record<string, StatementLine["kind"]> = {
  ...{ charge: "PAYMENT", payment: "PAYMENT", refund: "REFUND", payment_refund: "REFUND" },
  ...{ transfer: "PAYOUT", transfer_reversal: "RETURN", transfer_refund: "RETURN" },
  ...{ fee: "FEE", stripe_fee: "FEE", network_cost: "FEE", tax_fee: "FEE" },
};

/** Balance reports ("itemized") and the balance history export. A payout there moves the money to our own bank: OTHER. */
const stripeBalance: StatementFormat = {
  name: "stripe-balance",
  provider: "STRIPE",
  needs: [["balance_transaction_id", "id"], ["reporting_category", "type"], ["gross", "amount"], ["currency"]],
  covers: lineKinds,
  read(row) {
    const currency = row("currency");
    if (currency.toLowerCase() !== "cny") throw new StatementProblem("currency", currency);
    const column = row("created_utc") || row("created (utc)") ? "created_utc" : "created";
    const own = row("payment_metadata[out_no]", "out_no (metadata)", "payment_metadata[outno]", "outno (metadata)", "out_no");
    return {
      lineId: row("balance_transaction_id", "id"),
      kind: stripeKinds[row("reporting_category", "type").toLowerCase()] ?? "OTHER",
      outNo: or(own || row("transfer_group", "transfer group")),
      providerRef: or(row("payment_intent_id", "source_id", "source")),
      amountMinor: amountOf(row("gross", "amount"), "gross"),
      feeMinor: amountOf(row("fee"), "fee"),
      at: timeOf(row("created_utc", "created (utc)", "created"), column),
      payee: or(row("destination_payment_id", "destination")),
    };
  },
};

export const statementFormats: readonly StatementFormat[] = [wechatTrade, wechatFund, alipayTrade, alipayFund, stripeBalance];

/** Which format a heading belongs to; null when it is none of theirs. */
export function formatOf(provider: ProviderName, heading: readonly string[]): StatementFormat | null {
  const names = new Set(heading.map((cell) => cleanCell(cell).toLowerCase()));
  const has = (alternatives: string[]) => alternatives.some((name) => names.has(name.toLowerCase()));
  return statementFormats.find((format) => format.provider === provider && format.needs.every(has)) ?? null;
}

export function rowReader(heading: readonly string[], cells: readonly string[]): Row {
  const places = new Map(heading.map((cell, place) => [cleanCell(cell).toLowerCase(), place]));
  return (...names) => {
    for (const name of names) {
      const place = places.get(name.toLowerCase());
      const value = place === undefined ? "" : cleanCell(cells[place] ?? "");
      if (value) return value;
    }
    return "";
  };
}

/** A row of a bank's own making. A line without a number of the bank's gets one from what it says; the caller tells equal ones apart. */
export function readBankRow(cells: readonly string[], columns: BankColumns): StatementLine | null {
  const cell = (place: number | null) => (place === null ? "" : cleanCell(cells[place] ?? ""));
  const signed = amountOf(cell(columns.amount), "amount");
  const inside = amountOf(cell(columns.moneyIn), "moneyIn");
  const out = amountOf(cell(columns.moneyOut), "moneyOut");
  const amountMinor = signed + inside - (out < 0n ? -out : out);
  if (amountMinor === 0n) return null;
  const at = timeOf(cell(columns.at), "at");
  const memo = cell(columns.memo);
  const payee = cell(columns.payee);
  const id = normalReference(cell(columns.id));
  return {
    lineId: id || [at.toISOString(), formatYuan(amountMinor), payee, memo].join("|").slice(0, 180),
    kind: amountMinor > 0n ? "PAYMENT" : "PAYOUT",
    outNo: ownNumberIn(memo) ?? (/^[A-Z0-9-]{6,64}$/.test(normalReference(memo)) ? normalReference(memo) : null),
    providerRef: or(id),
    amountMinor,
    feeMinor: 0n,
    at,
    payee: or(payee),
  };
}
