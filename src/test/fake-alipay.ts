import { createSign, createVerify } from "node:crypto";
import { billArchive } from "./fake-alipay-bills.ts";
import { AlipayBooks, type Business } from "./fake-alipay-books.ts";
import { AlipayTransfers } from "./fake-alipay-transfers.ts";
import { makeIdentity } from "./fake-certificate.ts";
import { type FakeAnswer, type FakeCall, FakeServer, type FakeServerOptions } from "./fake-server.ts";

type Params = Record<string, string>;

/** An Alipay of our own at the HTTP edge, in certificate mode: gateway, a page to pay on, transfers, bills as zip in GBK, signed notices. */
export class FakeAlipay extends FakeServer {
  private readonly app = makeIdentity("app");
  private readonly alipay = makeIdentity("alipay");
  private readonly root = makeIdentity("root");
  readonly appId = "2021000000000001";
  readonly sellerId = "2088000000000001";
  readonly books = new AlipayBooks(this);
  readonly payouts = new AlipayTransfers(this);
  /** Where messages about transfers go: the application's gateway. */
  messageUrl = "";
  private noticeCount = 0;

  static start = (options: FakeServerOptions & { port?: number } = {}): Promise<FakeAlipay> =>
    new FakeAlipay(options).listen(options.port);

  /** As in the environment. */
  get settings() {
    return {
      ALIPAY_APP_ID: this.appId,
      ALIPAY_SELLER_ID: this.sellerId,
      ALIPAY_PRIVATE_KEY: this.app.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      ALIPAY_APP_CERT: this.app.certificate,
      ALIPAY_PUBLIC_CERT: this.alipay.certificate,
      ALIPAY_ROOT_CERT: this.root.certificate,
      ALIPAY_GATEWAY: `${this.url}/gateway.do`,
    };
  }

  at = (): number => this.now();

  /** A notice with fields, or a message with its content in JSON. */
  notify(url: string, fields: Params): void {
    this.noticeCount += 1;
    const common = { notify_id: `fake${this.noticeCount}`, app_id: this.appId, charset: "utf-8", version: "1.0" };
    const params = { ...common, notify_time: beijing(this.at()), ...fields };
    this.tell({
      url,
      body: this.signed(params),
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    });
  }

  message(method: string, content: object): void {
    const fields = { msg_method: method, utc_timestamp: String(this.at()), biz_content: JSON.stringify(content) };
    this.notify(this.messageUrl, fields);
  }

  /** What Alipay sends, signed without sign and sign_type. */
  signed(params: Params, good = true): string {
    const text = contentOf(params);
    const sign = createSign("RSA-SHA256")
      .update(good ? text : `${text}?`)
      .sign(this.alipay.privateKey, "base64");
    return new URLSearchParams({ ...params, sign, sign_type: "RSA2" }).toString();
  }

  protected override isCalm = (path: string) => path.startsWith("/pay/") || path.startsWith("/bill/");

  protected handle(call: FakeCall): FakeAnswer {
    if (call.path.startsWith("/bill/")) return billArchive(call, this);
    if (call.path.startsWith("/pay/")) return this.payPage(call);
    const params = { ...Object.fromEntries(call.query), ...Object.fromEntries(new URLSearchParams(call.body)) } as Params;
    if (!this.isOurs(params))
      return this.answer(call, { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-signature" });
    const content = JSON.parse(params.biz_content ?? "{}") as Record<string, string>;
    if (call.method === "GET") return this.openPage(params, content);
    const method = params.method ?? "";
    const business = this.books.handle(method, content, call) ?? this.payouts.handle(method, content, call);
    if (call.fault === "never-seen") return this.answer(call, refused("PAYEE_IN_PURGATORY"));
    return this.answer(call, business ?? { code: "40004", msg: "Business Failed", sub_code: "isv.invalid-method" });
  }

  private isOurs({ sign = "", ...params }: Params): boolean {
    const text = contentOf(params, ["sign"]);
    if (params.app_id !== this.appId || !params.app_cert_sn || !params.alipay_root_cert_sn) return false;
    return createVerify("RSA-SHA256").update(text).verify(this.app.publicKey, sign, "base64");
  }

  /** The browser of the payer comes with a signed address; only now is there an order. */
  private openPage(params: Params, content: Record<string, string>): FakeAnswer {
    const isPage = params.method === "alipay.trade.page.pay" || params.method === "alipay.trade.wap.pay";
    if (!isPage || !this.books.open(content, params)) return html(400, "<h1>This order cannot be paid</h1>");
    return html(
      200,
      `<h1>Fake Alipay</h1><p>${content.subject} ¥${content.total_amount}</p>
      <form method="post" action="/pay/${content.out_trade_no}"><button>Pay</button></form>`,
    );
  }

  private payPage(call: FakeCall): FakeAnswer {
    const no = decodeURIComponent(call.path.slice("/pay/".length));
    const trade = this.books.trades.get(no);
    if (!trade || call.method !== "POST") return html(404, "<h1>No such order</h1>");
    this.books.pay(no);
    return { status: 303, body: "", headers: { location: trade.returnUrl } };
  }

  private answer(call: FakeCall, business: Business): FakeAnswer {
    const method = new URLSearchParams(call.rawQuery).get("method") ?? "unknown";
    const text = JSON.stringify(business);
    const wrong = call.fault === "mis-signed" ? " " : "";
    const sign = createSign("RSA-SHA256").update(`${text}${wrong}`).sign(this.alipay.privateKey, "base64");
    const body = `{"${method.replaceAll(".", "_")}_response":${text},"alipay_cert_sn":"fake","sign":"${sign}"}`;
    return { status: 200, body };
  }

  protected busy = (call: FakeCall) =>
    this.answer(call, { code: "40005", msg: "Call Limited", sub_code: "isv.app-call-limited" });
  protected broken = (call: FakeCall) =>
    this.answer(call, { code: "20000", msg: "Service Currently Unavailable", sub_code: "isp.unknow-error" });
}

const contentOf = (params: Params, without: readonly string[] = ["sign", "sign_type"]): string =>
  Object.keys(params)
    .filter((name) => !without.includes(name))
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join("&");

export const refused = (sub_code: string): Business => ({ code: "40004", msg: "Business Failed", sub_code, sub_msg: "made up" });
export const done = (data: Record<string, unknown>): Business => ({ code: "10000", msg: "Success", ...data });
/** As Alipay writes time. */
export const beijing = (ms: number): string => new Date(ms + 28_800_000).toISOString().slice(0, 19).replace("T", " ");

const html = (status: number, body: string): FakeAnswer => ({
  status,
  body: `<!doctype html><meta charset="utf-8"><title>Fake Alipay</title>${body}`,
  headers: { "content-type": "text/html; charset=utf-8" },
});
