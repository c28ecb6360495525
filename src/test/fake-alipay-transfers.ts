import { beijing, done, type FakeAlipay, refused } from "./fake-alipay.ts";
import { type Business, fen, yuan } from "./fake-alipay-books.ts";
import type { FakeCall } from "./fake-server.ts";

type Content = Record<string, string>;

export type FakeFundTransfer = {
  outNo: string;
  orderId: string;
  identity: string;
  name: string;
  amount: bigint;
  status: "SUCCESS" | "REFUND";
  at: number;
  returnedAt: number;
  visibleFrom: number;
};

/** Transfers to payees, as Alipay's books have them. */
export class AlipayTransfers {
  readonly transfers = new Map<string, FakeFundTransfer>();
  /** Who has an account here under another name than he gave. */
  readonly people = new Map<string, string>();
  available = 10n ** 12n;
  private readonly fake: FakeAlipay;

  constructor(fake: FakeAlipay) {
    this.fake = fake;
  }

  /** A transfer that was paid comes back. */
  giveBack(outNo: string): void {
    const transfer = this.transfers.get(outNo)!;
    Object.assign(transfer, { status: "REFUND", returnedAt: this.fake.at() });
    this.available += transfer.amount;
    this.fake.message("alipay.fund.trans.order.changed", { out_biz_no: outNo, order_id: transfer.orderId, status: "REFUND" });
  }

  handle(method: string, content: Content, call: FakeCall): Business | null {
    if (method === "alipay.fund.trans.uni.transfer") return this.transfer(content, call);
    if (method !== "alipay.fund.trans.common.query") return null;
    return this.findTransfer(content, call.fault === "changed-amount" ? 1n : 0n);
  }

  private transfer(content: Content, call: FakeCall): Business {
    const outNo = content.out_biz_no ?? "";
    const payee = content.payee_info as unknown as { identity: string; name: string };
    const amount = fen(content.trans_amount);
    const before = this.transfers.get(outNo);
    if (!before) {
      if (amount < 10n) return refused("EXCEED_LIMIT_SM_MIN_AMOUNT");
      if (call.fault === "refused") return refused("PAYEE_NOT_EXIST");
      if ((this.people.get(payee.identity) ?? payee.name) !== payee.name) return refused("PAYEE_USER_INFO_ERROR");
      if (call.fault === "balance-short" || amount > this.available) return refused("PAYER_BALANCE_NOT_ENOUGH");
      const orderId = `2026110070${String(this.transfers.size + 1).padStart(18, "0")}`;
      const visibleFrom = this.fake.at() + (call.fault === "not-found" ? this.fake.notFoundMs : 0);
      const rest = { orderId, amount, status: "SUCCESS" as const, at: this.fake.at(), returnedAt: 0, visibleFrom };
      this.transfers.set(outNo, { outNo, ...payee, ...rest });
      this.available -= amount;
      this.fake.message("alipay.fund.trans.order.changed", { out_biz_no: outNo, order_id: orderId, status: "SUCCESS" });
    }
    const { orderId, status, at } = this.transfers.get(outNo)!;
    return done({ out_biz_no: outNo, order_id: orderId, pay_fund_order_id: orderId, status, trans_date: beijing(at) });
  }

  private findTransfer(content: Content, lie: bigint): Business {
    const found = this.transfers.get(content.out_biz_no ?? "");
    const asked = content.product_code === "TRANS_ACCOUNT_NO_PWD" && content.biz_scene === "DIRECT_TRANSFER";
    if (!found || !asked || this.fake.at() < found.visibleFrom) return refused("ORDER_NOT_EXIST");
    const { outNo, orderId, status, amount, at } = found;
    const about = { out_biz_no: outNo, order_id: orderId, pay_fund_order_id: orderId, status, order_fee: "0.00" };
    return done({ ...about, trans_amount: yuan(amount + lie), pay_date: beijing(at) });
  }
}
