import { constants, privateDecrypt } from "node:crypto";
import { type FakeAnswer, type FakeCall, json } from "./fake-server.ts";
import { type FakeWechat, refuse, timeText } from "./fake-wechat.ts";

const hour = 3_600_000;
export type FakeTransferBill = {
  outNo: string;
  billNo: string;
  openid: string;
  name: string | null;
  amount: number;
  remark: string;
  notifyUrl: string;
  state: "WAIT_USER_CONFIRM" | "SUCCESS" | "FAIL" | "CANCELLED";
  failReason: string;
  patience: number;
  createdAt: number;
  updatedAt: number;
  visibleFrom: number;
};
type Asked = {
  out_bill_no: string;
  openid: string;
  user_name?: string;
  transfer_amount: number;
  transfer_remark: string;
  transfer_scene_id: string;
  notify_url?: string;
  transfer_scene_report_infos?: unknown[];
};

/** Transfers to payees, as WeChat's books have them. What the payees really got is in `paid`. */
export class WechatTransfers {
  readonly bills = new Map<string, FakeTransferBill>();
  readonly paid: { outNo: string; openid: string; amount: number }[] = [];
  /** Who stands behind an openid; who is not here has any name. */
  readonly people = new Map<string, string>();
  available = 10 ** 12;
  private readonly fake: FakeWechat;

  constructor(fake: FakeWechat) {
    this.fake = fake;
  }

  /** The payee confirms. False when it was too late. */
  confirm(outNo: string): boolean {
    const bill = this.bills.get(outNo)!;
    this.progress(bill);
    if (bill.state !== "WAIT_USER_CONFIRM") return false;
    this.move(bill, "SUCCESS");
    return true;
  }

  handle(call: FakeCall): FakeAnswer | null {
    const base = "/v3/fund-app/mch-transfer/transfer-bills";
    if (call.path === base && call.method === "POST") return this.accept(call);
    const [, no = "", cancel] = /\/out-bill-no\/([^/]+)(\/cancel)?$/.exec(call.path.startsWith(base) ? call.path : "") ?? [];
    if (!no) return null;
    const bill = this.bills.get(decodeURIComponent(no));
    if (!bill || this.fake.at() < bill.visibleFrom) return refuse(404, "NOT_FOUND");
    this.progress(bill);
    if (cancel) {
      if (bill.state !== "WAIT_USER_CONFIRM") return refuse(400, "INVALID_REQUEST");
      this.move(bill, "CANCELLED");
    }
    return json(200, this.shown(bill, call.fault === "changed-amount" ? 1 : 0));
  }

  private accept(call: FakeCall): FakeAnswer {
    const asked = JSON.parse(call.body) as Asked;
    const name = asked.user_name ? this.open(asked.user_name) : null;
    if (name !== null && call.headers["wechatpay-serial"] !== this.fake.publicKeyId) return refuse(400, "PARAM_ERROR");
    if (!/^[0-9A-Za-z]{1,32}$/.test(asked.out_bill_no) || asked.transfer_amount < 10) return refuse(400, "PARAM_ERROR");
    if (asked.transfer_amount >= 200_000 && !name) return refuse(400, "PARAM_ERROR");
    if (!asked.transfer_scene_id || !asked.transfer_scene_report_infos?.length) return refuse(400, "INVALID_REQUEST");
    const before = this.bills.get(asked.out_bill_no);
    if (before) {
      const same =
        before.openid === asked.openid && before.amount === asked.transfer_amount && before.remark === asked.transfer_remark;
      this.progress(before);
      return same ? json(200, this.first(before)) : refuse(400, "INVALID_REQUEST");
    }
    if (call.fault === "balance-short" || asked.transfer_amount > this.available) return refuse(403, "NOT_ENOUGH");
    const bill = this.bill(asked, name, call);
    this.bills.set(bill.outNo, bill);
    const wrongName = name !== null && (this.people.get(bill.openid) ?? name) !== name;
    if (wrongName || call.fault === "refused") this.move(bill, "FAIL", wrongName ? "NAME_NOT_CORRECT" : "PAYEE_ACCOUNT_ABNORMAL");
    return json(200, this.first(bill));
  }

  private bill(asked: Asked, name: string | null, call: FakeCall): FakeTransferBill {
    const at = this.fake.at();
    return {
      outNo: asked.out_bill_no,
      billNo: `13300000${String(this.bills.size + 1).padStart(24, "0")}`,
      openid: asked.openid,
      name,
      amount: asked.transfer_amount,
      remark: asked.transfer_remark,
      notifyUrl: asked.notify_url ?? "",
      state: "WAIT_USER_CONFIRM",
      failReason: "",
      patience: call.fault === "wait-past-24h" ? 30 * hour : 24 * hour,
      createdAt: at,
      updatedAt: at,
      visibleFrom: at + (call.fault === "not-found" ? this.fake.notFoundMs : 0),
    };
  }

  private open(sealed: string): string {
    const key = this.fake.platform.privateKey;
    return privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
      Buffer.from(sealed, "base64"),
    ).toString();
  }

  private progress(bill: FakeTransferBill): void {
    if (bill.state === "WAIT_USER_CONFIRM" && this.fake.at() >= bill.createdAt + bill.patience) this.move(bill, "CANCELLED");
  }

  private move(bill: FakeTransferBill, state: FakeTransferBill["state"], failReason = ""): void {
    Object.assign(bill, { state, failReason, updatedAt: this.fake.at() });
    if (state === "SUCCESS") {
      this.paid.push({ outNo: bill.outNo, openid: bill.openid, amount: bill.amount });
      this.available -= bill.amount;
    }
    this.fake.notify(bill.notifyUrl, "MCHTRANSFER.BILL.FINISHED", "mch_payment", this.shown(bill));
  }

  private first(bill: FakeTransferBill): object {
    const pack = bill.state === "WAIT_USER_CONFIRM" ? { package_info: `package-of-${bill.outNo}` } : {};
    const rest = { out_bill_no: bill.outNo, transfer_bill_no: bill.billNo, create_time: timeText(bill.createdAt) };
    return { ...rest, state: bill.state, fail_reason: bill.failReason || undefined, ...pack };
  }

  private shown(bill: FakeTransferBill, lie = 0): object {
    const { package_info: _, ...first } = this.first(bill) as Record<string, unknown>;
    const who = { mch_id: this.fake.mchid, appid: this.fake.appid, openid: bill.openid };
    return {
      ...who,
      ...first,
      transfer_amount: bill.amount + lie,
      transfer_remark: bill.remark,
      update_time: timeText(bill.updatedAt),
    };
  }
}
