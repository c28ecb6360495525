import { type FakeAnswer, type FakeCall, json } from "./fake-server.ts";
import { type FakeWechat, refuse, timeText } from "./fake-wechat.ts";

export type FakeOrder = {
  outNo: string;
  total: number;
  currency: string;
  kind: string;
  asked: string;
  state: "NOTPAY" | "SUCCESS" | "CLOSED" | "REFUND";
  transactionId: string;
  notifyUrl: string;
  expiresAt: number;
  visibleFrom: number;
  paid: number;
  paidAt: number;
};
export type FakeWechatRefund = { refundNo: string; outNo: string; amount: number; refundId: string; at: number };

type Order = { out_trade_no: string; notify_url: string; time_expire: string; amount: { total: number; currency: string } };
type Refund = { out_trade_no: string; out_refund_no: string; notify_url?: string; amount: { refund: number; total: number } };

/** Payments in and their refunds, as WeChat's books have them. */
export class WechatOrders {
  readonly orders = new Map<string, FakeOrder>();
  readonly refunds = new Map<string, FakeWechatRefund>();
  private readonly fake: FakeWechat;

  constructor(fake: FakeWechat) {
    this.fake = fake;
  }

  /** 0.6 %, as it says in the bill of the day. */
  feeOf = (amount: number): number => Math.round((amount * 6) / 1000);

  /** The payer pays; another amount than asked when given. */
  pay(outNo: string, amount?: number): void {
    const order = this.orders.get(outNo)!;
    if (order.state !== "NOTPAY" || this.fake.at() >= order.expiresAt) return;
    Object.assign(order, { state: "SUCCESS", paid: amount ?? order.total, paidAt: this.fake.at() });
    this.fake.notify(order.notifyUrl, "TRANSACTION.SUCCESS", "transaction", this.shown(order));
  }

  handle(call: FakeCall): FakeAnswer | null {
    const opening = /^\/v3\/pay\/transactions\/(native|jsapi|h5)$/.exec(call.path);
    if (opening && call.method === "POST") return this.open(opening[1]!, call);
    const [, no = "", close] = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/close)?$/.exec(call.path) ?? [];
    if (no) return this.about(no, Boolean(close), call);
    if (call.path === "/v3/refund/domestic/refunds") return this.refund(JSON.parse(call.body) as Refund);
    const [, refundNo = ""] = /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(call.path) ?? [];
    if (!refundNo) return null;
    const refund = this.refunds.get(refundNo);
    return refund ? json(200, this.shownRefund(refund)) : refuse(404, "RESOURCE_NOT_EXISTS");
  }

  private open(kind: string, call: FakeCall): FakeAnswer {
    const asked = JSON.parse(call.body) as Order;
    const before = this.orders.get(asked.out_trade_no);
    if (before && before.asked !== call.body) return refuse(403, "OUT_TRADE_NO_USED");
    if (before && before.state !== "NOTPAY") return refuse(400, before.state === "CLOSED" ? "ORDER_CLOSED" : "ORDERPAID");
    if (asked.amount.total < 1) return refuse(400, "PARAM_ERROR");
    const order: FakeOrder = before ?? {
      outNo: asked.out_trade_no,
      total: asked.amount.total,
      currency: asked.amount.currency,
      kind,
      asked: call.body,
      state: "NOTPAY",
      transactionId: `42000000${String(this.orders.size + 1).padStart(20, "0")}`,
      notifyUrl: asked.notify_url,
      expiresAt: Date.parse(asked.time_expire),
      visibleFrom: this.fake.at() + (call.fault === "not-found" ? this.fake.notFoundMs : 0),
      paid: 0,
      paidAt: 0,
    };
    this.orders.set(order.outNo, order);
    if (kind === "native") return json(200, { code_url: `weixin://wxpay/bizpayurl?pr=${order.outNo}` });
    if (kind === "h5") return json(200, { h5_url: `${this.fake.url}/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${order.outNo}` });
    return json(200, { prepay_id: `wx${order.outNo}` });
  }

  private about(no: string, isClose: boolean, call: FakeCall): FakeAnswer {
    const order = this.orders.get(decodeURIComponent(no));
    if (!order || this.fake.at() < order.visibleFrom) return refuse(404, "ORDER_NOT_EXIST");
    if (order.state === "NOTPAY" && this.fake.at() >= order.expiresAt) order.state = "CLOSED";
    if (!isClose) return json(200, this.shown(order, call.fault === "changed-amount" ? 1 : 0));
    if (order.state === "SUCCESS" || order.state === "REFUND") return refuse(400, "ORDERPAID");
    order.state = "CLOSED";
    return { status: 204, body: "" };
  }

  private shown(order: FakeOrder, lie = 0): object {
    const { outNo, state, transactionId, paid, currency, paidAt } = order;
    const { mchid, appid } = this.fake;
    const rest = { mchid, appid, out_trade_no: outNo, trade_state: state, trade_state_desc: state };
    if (state !== "SUCCESS" && state !== "REFUND") return { ...rest, amount: { total: order.total, currency } };
    const amount = { total: paid + lie, payer_total: paid + lie, currency, payer_currency: currency };
    return { ...rest, transaction_id: transactionId, success_time: timeText(paidAt), payer: { openid: "o-payer" }, amount };
  }

  private refund(asked: Refund): FakeAnswer {
    const order = this.orders.get(asked.out_trade_no);
    const before = this.refunds.get(asked.out_refund_no);
    if (before)
      return before.amount === asked.amount.refund ? json(200, this.shownRefund(before)) : refuse(400, "INVALID_REQUEST");
    if (!order?.paid) return refuse(404, "RESOURCE_NOT_EXISTS");
    const done = [...this.refunds.values()]
      .filter(({ outNo }) => outNo === order.outNo)
      .reduce((sum, { amount }) => sum + amount, 0);
    if (done + asked.amount.refund > order.paid || asked.amount.total !== order.paid) return refuse(400, "PARAM_ERROR");
    const refundId = `50000000${String(this.refunds.size + 1).padStart(20, "0")}`;
    const refund = {
      refundNo: asked.out_refund_no,
      outNo: order.outNo,
      amount: asked.amount.refund,
      refundId,
      at: this.fake.at(),
    };
    this.refunds.set(refund.refundNo, refund);
    order.state = "REFUND";
    if (asked.notify_url)
      this.fake.notify(asked.notify_url, "REFUND.SUCCESS", "refund", { ...this.shownRefund(refund), refund_status: "SUCCESS" });
    return json(200, this.shownRefund(refund));
  }

  private shownRefund({ refundNo, outNo, amount, refundId, at }: FakeWechatRefund): object {
    const transaction_id = this.orders.get(outNo)!.transactionId;
    const times = { create_time: timeText(at), success_time: timeText(at) };
    return {
      refund_id: refundId,
      out_refund_no: refundNo,
      transaction_id,
      out_trade_no: outNo,
      status: "SUCCESS",
      ...times,
      amount: { refund: amount },
    };
  }
}
