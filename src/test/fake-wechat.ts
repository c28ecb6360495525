import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from "node:crypto";
import { type FakeAnswer, type FakeCall, FakeServer, type FakeServerOptions, json } from "./fake-server.ts";
import { billFile } from "./fake-wechat-bills.ts";
import { WechatOrders } from "./fake-wechat-orders.ts";
import { WechatTransfers } from "./fake-wechat-transfers.ts";

const pem = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });

/** A WeChat Pay v3 of our own at the HTTP edge, in public-key mode: it verifies our signatures, signs its answers and encrypts its notices. */
export class FakeWechat extends FakeServer {
  readonly merchant = pem();
  readonly platform = pem();
  readonly mchid = "1900000001";
  readonly appid = "wx0123456789abcdef";
  readonly apiV3Key = randomBytes(16).toString("hex");
  readonly publicKeyId = "PUB_KEY_ID_0119000000012026112200000000000001";
  private readonly serial = "5F2E0A6D7C1B4E9388AA00112233445566778899";
  readonly orders = new WechatOrders(this);
  readonly transfers = new WechatTransfers(this);
  private noticeCount = 0;

  static start = (options: FakeServerOptions & { port?: number } = {}): Promise<FakeWechat> =>
    new FakeWechat(options).listen(options.port);

  /** As in the environment. */
  get settings() {
    return {
      WECHAT_MCHID: this.mchid,
      WECHAT_APPID: this.appid,
      WECHAT_APP_SECRET: "fake",
      WECHAT_PRIVATE_KEY: this.merchant.privateKey,
      WECHAT_CERT_SERIAL: this.serial,
      WECHAT_APIV3_KEY: this.apiV3Key,
      WECHAT_PUBLIC_KEY_ID: this.publicKeyId,
      WECHAT_PUBLIC_KEY: this.platform.publicKey,
      WECHAT_TRANSFER_SCENE: "1005",
      WECHAT_API_BASE: this.url,
    };
  }

  /** The fake's own time, in ms. */
  at = (): number => this.now();

  notify(url: string, eventType: string, original: string, resource: object): void {
    this.noticeCount += 1;
    const nonce = randomBytes(6).toString("hex");
    const cipher = createCipheriv("aes-256-gcm", this.apiV3Key, nonce);
    cipher.setAAD(Buffer.from(original));
    const text = Buffer.concat([cipher.update(JSON.stringify(resource), "utf8"), cipher.final(), cipher.getAuthTag()]);
    const body = JSON.stringify({
      id: `EV-fake-${this.noticeCount}`,
      create_time: timeText(this.at()),
      event_type: eventType,
      resource_type: "encrypt-resource",
      resource: {
        original_type: original,
        algorithm: "AEAD_AES_256_GCM",
        ciphertext: text.toString("base64"),
        nonce,
        associated_data: original,
      },
    });
    this.tell({ url, body, headers: { "content-type": "application/json", ...this.signed(body, Math.floor(this.at() / 1000)) } });
  }

  /** Headers with which WeChat signs what it says. */
  signed(body: string, at: number, good = true): Record<string, string> {
    const nonce = randomBytes(16).toString("hex");
    const text = good ? `${at}\n${nonce}\n${body}\n` : `${at}\n${nonce}\nsomething else\n`;
    return {
      "Wechatpay-Timestamp": String(at),
      "Wechatpay-Nonce": nonce,
      "Wechatpay-Serial": this.publicKeyId,
      "Wechatpay-Signature": createSign("RSA-SHA256").update(text).sign(this.platform.privateKey, "base64"),
    };
  }

  private isOurs(call: FakeCall): boolean {
    const given = Object.fromEntries(
      [...(call.headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
    const search = call.query.size > 0 ? `?${call.rawQuery}` : "";
    const text = `${call.method}\n${call.path}${search}\n${given.timestamp}\n${given.nonce_str}\n${call.body}\n`;
    if (given.mchid !== this.mchid || given.serial_no !== this.serial) return false;
    return createVerify("RSA-SHA256")
      .update(text)
      .verify(this.merchant.publicKey, given.signature ?? "", "base64");
  }

  protected handle(call: FakeCall): FakeAnswer {
    if (!this.isOurs(call)) return this.answer(call, refuse(401, "SIGN_ERROR"));
    if (call.path === "/v3/billdownload/file") return billFile(call, this.orders, this.transfers);
    const answer = this.orders.handle(call) ?? this.transfers.handle(call) ?? this.bill(call) ?? refuse(404, "NOT_FOUND");
    return this.answer(call, call.fault === "never-seen" ? refuse(400, "ACCOUNT_IN_PURGATORY") : answer);
  }

  private bill(call: FakeCall): FakeAnswer | null {
    if (call.path !== "/v3/bill/tradebill" && call.path !== "/v3/bill/fundflowbill") return null;
    const token = `${call.path.split("/").at(-1)}.${call.query.get("bill_date")}.${call.query.get("account_type") ?? ""}`;
    const file = billFile({ ...call, query: new URLSearchParams({ token }) }, this.orders, this.transfers);
    if (!file.headers?.["x-sha1"]) return refuse(400, "NO_STATEMENT_EXIST");
    const download_url = `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${token}`;
    return json(200, { download_url, hash_type: "SHA1", hash_value: file.headers["x-sha1"] });
  }

  // The library looks at the real time of an answer, whatever the fake's clock says.
  private answer(call: FakeCall, { status, body }: FakeAnswer): FakeAnswer {
    const at = Math.floor(Date.now() / 1000);
    return { status, body, headers: this.signed(String(body), at, call.fault !== "mis-signed") };
  }

  protected busy = (call: FakeCall) => this.answer(call, refuse(429, "FREQUENCY_LIMITED"));
  protected broken = (call: FakeCall) => this.answer(call, refuse(500, "SYSTEM_ERROR"));
}

export const refuse = (status: number, code: string): FakeAnswer => json(status, { code, message: `made up: ${code}` });
/** As WeChat writes time. */
export const timeText = (ms: number): string => `${new Date(ms + 28_800_000).toISOString().slice(0, 19)}+08:00`;
