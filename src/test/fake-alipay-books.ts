import { beijing, done, type FakeAlipay, refused } from "./fake-alipay.ts";
import type { FakeCall } from "./fake-server.ts";

export type Business = { code: string; msg: string; sub_code?: string; sub_msg?: string; [name: string]: unknown };
type Content = Record<string, string>;

export type FakeTrade = {
  outNo: string;
  tradeNo: string;
  total: bigint;
  subject: string;
  state: "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_CLOSED";
  paid: bigint;
  paidAt: number;
  expiresAt: number;
  notifyUrl: string;
  returnUrl: string;
};
export type FakeAlipayRefund = { requestNo: string; outNo: string; amount: bigint; at: number };
export const fen = (yuan: string | undefined): bigint => BigInt(Math.round(Number(yuan) * 100));
export const yuan = (amount: bigint): string => (Number(amount) / 100).toFixed(2);

/** Trades and refunds, as Alipay's books have them. */
export class AlipayBooks {
  readonly trades = new Map<string, FakeTrade>();
  readonly refunds = new Map<string, FakeAlipayRefund>();
  private readonly fake: FakeAlipay;

  constructor(fake: FakeAlipay) {
    this.fake = fake;
  }

  /** The payer opened Alipay's page with our signed address. */
  open(content: Content, params: Content): boolean {
    const { out_trade_no: outNo = "", total_amount, time_expire = "" } = content;
    const before = this.trades.get(outNo);
    const total = fen(total_amount);
    if (before) return before.state === "WAIT_BUYER_PAY" && before.total === total;
    const expiresAt = Date.parse(`${time_expire.replace(" ", "T")}+08:00`);
    if (!(this.fake.at() < expiresAt) || total < 1n) return false;
    const tradeNo = `2026${String(this.trades.size + 1).padStart(24, "0")}`;
    const urls = { notifyUrl: params.notify_url ?? "", returnUrl: params.return_url ?? "" };
    const rest = { state: "WAIT_BUYER_PAY" as const, paid: 0n, paidAt: 0, expiresAt, ...urls };
    this.trades.set(outNo, { outNo, tradeNo, total, subject: content.subject ?? "", ...rest });
    return true;
  }

  /** The payer pays; another amount than asked when given. */
  pay(outNo: string, amount?: bigint): void {
    const trade = this.trades.get(outNo)!;
    if (trade.state !== "WAIT_BUYER_PAY" || this.fake.at() >= trade.expiresAt) return;
    Object.assign(trade, { state: "TRADE_SUCCESS", paid: amount ?? trade.total, paidAt: this.fake.at() });
    this.tell(trade, {});
  }

  private tell(trade: FakeTrade, more: Content): void {
    const { outNo, tradeNo, state, paid, paidAt, notifyUrl } = trade;
    const fields = { notify_type: "trade_status_sync", seller_id: this.fake.sellerId, buyer_id: "2088900000000009" };
    const about = {
      out_trade_no: outNo,
      trade_no: tradeNo,
      trade_status: state,
      total_amount: yuan(paid),
      gmt_payment: beijing(paidAt),
    };
    this.fake.notify(notifyUrl, { ...fields, ...about, ...more });
  }

  handle(method: string, content: Content, call: FakeCall): Business | null {
    const trade = this.trades.get(content.out_trade_no ?? "");
    if (trade && trade.state === "WAIT_BUYER_PAY" && this.fake.at() >= trade.expiresAt) trade.state = "TRADE_CLOSED";
    switch (method) {
      case "alipay.trade.query":
        return trade ? done(this.shown(trade, call.fault === "changed-amount" ? 1n : 0n)) : refused("ACQ.TRADE_NOT_EXIST");
      case "alipay.trade.close":
        return this.close(trade);
      case "alipay.trade.refund":
        return this.refund(trade, content);
      case "alipay.trade.fastpay.refund.query":
        return this.findRefund(trade, content);
      case "alipay.data.dataservice.bill.downloadurl.query":
        return done({ bill_download_url: `${this.fake.url}/bill/${content.bill_type}/${content.bill_date}` });
      default:
        return null;
    }
  }

  private shown({ outNo, tradeNo, state, total, paid, paidAt }: FakeTrade, lie: bigint): Record<string, unknown> {
    const amount = (paid || total) + lie;
    const rest = {
      out_trade_no: outNo,
      trade_no: tradeNo,
      trade_status: state,
      total_amount: yuan(amount),
      buyer_logon_id: "lin***@demo",
    };
    return paidAt ? { ...rest, send_pay_date: beijing(paidAt) } : rest;
  }

  private close(trade: FakeTrade | undefined): Business {
    if (!trade) return refused("ACQ.TRADE_NOT_EXIST");
    if (trade.state !== "WAIT_BUYER_PAY") return refused("ACQ.TRADE_STATUS_ERROR");
    trade.state = "TRADE_CLOSED";
    return done({ out_trade_no: trade.outNo, trade_no: trade.tradeNo });
  }

  private refund(trade: FakeTrade | undefined, content: Content): Business {
    if (!trade?.paid) return refused("ACQ.TRADE_NOT_EXIST");
    const requestNo = content.out_request_no ?? "";
    const amount = fen(content.refund_amount);
    const before = this.refunds.get(requestNo);
    if (before) {
      if (before.amount !== amount) return refused("ACQ.DISCORDANT_REPEAT_REQUEST");
      return done({
        out_trade_no: trade.outNo,
        trade_no: trade.tradeNo,
        fund_change: "N",
        refund_fee: yuan(this.refundedOf(trade)),
      });
    }
    if (this.refundedOf(trade) + amount > trade.paid) return refused("ACQ.REASON_TRADE_REFUND_FEE_ERR");
    this.refunds.set(requestNo, { requestNo, outNo: trade.outNo, amount, at: this.fake.at() });
    if (this.refundedOf(trade) === trade.paid) trade.state = "TRADE_CLOSED";
    this.tell(trade, {
      out_biz_no: requestNo,
      refund_fee: yuan(this.refundedOf(trade)),
      gmt_refund: `${beijing(this.fake.at())}.000`,
    });
    return done({
      out_trade_no: trade.outNo,
      trade_no: trade.tradeNo,
      fund_change: "Y",
      refund_fee: yuan(this.refundedOf(trade)),
    });
  }

  private refundedOf = ({ outNo }: FakeTrade): bigint =>
    [...this.refunds.values()].filter((each) => each.outNo === outNo).reduce((sum, each) => sum + each.amount, 0n);

  private findRefund(trade: FakeTrade | undefined, content: Content): Business {
    if (!trade) return refused("TRADE_NOT_EXIST");
    const found = this.refunds.get(content.out_request_no ?? "");
    if (!found) return done({});
    const about = { out_trade_no: trade.outNo, trade_no: trade.tradeNo, out_request_no: found.requestNo };
    const money = { refund_amount: yuan(found.amount), total_amount: yuan(trade.paid), refund_status: "REFUND_SUCCESS" };
    return done({ ...about, ...money, gmt_refund_pay: beijing(found.at) });
  }
}
