import { AlipaySdk } from "alipay-sdk";
import type { AlipaySettings } from "#lib/env-providers.ts";
import { type AdapterOptions, type Notice, NoticeRefused, providerTimeoutMs, type RawNotice } from "./payment.ts";

/** An answer of Alipay whose signature is right. `code` is the detail code that decides; "" when nothing definite was heard. */
export type AlipayAnswer = { ok: true; data: Record<string, unknown> } | { ok: false; code: string; reason: string };
type Content = Record<string, unknown>;

export type AlipayClient = {
  settings: AlipaySettings;
  now: () => Date;
  call(method: string, bizContent: Content, notifyUrl?: string): Promise<AlipayAnswer>;
  /** An address that opens Alipay's own page; nothing is sent by us. */
  pageUrl(method: string, bizContent: Content, urls: { notifyUrl: string; returnUrl: string }): string;
  readNotice(raw: RawNotice): Notice;
};

/** Alipay repeats a notice for a day, each time with the time of sending. */
const noticeAgeMs = 26 * 3_600_000;

export function alipayClient(settings: AlipaySettings, options: AdapterOptions = {}): AlipayClient {
  const now = options.now ?? (() => new Date());
  const sdk = new AlipaySdk({
    appId: settings.ALIPAY_APP_ID,
    privateKey: settings.ALIPAY_PRIVATE_KEY,
    keyType: "PKCS8",
    appCertContent: settings.ALIPAY_APP_CERT,
    alipayPublicCertContent: settings.ALIPAY_PUBLIC_CERT,
    alipayRootCertContent: settings.ALIPAY_ROOT_CERT,
    gateway: settings.ALIPAY_GATEWAY,
    timeout: options.timeoutMs ?? providerTimeoutMs,
    camelcase: false,
  });
  // The library would write the server's own time zone; Alipay reads Beijing time.
  const timestamp = () => alipayTime(now());
  return {
    settings,
    now,
    async call(method, bizContent, notifyUrl) {
      try {
        const params = { timestamp: timestamp(), bizContent, ...(notifyUrl ? { notifyUrl } : {}) };
        const data = await sdk.exec(method, params, { validateSign: true });
        if (data.code === "10000") return { ok: true, data };
        // 20000, 40004 with SYSTEM_ERROR and whatever is new: the detail code decides, and only a known one.
        const code = data.code === "20000" ? "" : (data.sub_code ?? "");
        return { ok: false, code, reason: `${data.code} ${data.sub_code ?? ""}`.trim() };
      } catch (error) {
        return { ok: false, code: "", reason: error instanceof Error ? error.message.slice(0, 60) : "no answer" };
      }
    },
    pageUrl: (method, bizContent, { notifyUrl, returnUrl }) =>
      sdk.pageExecute(method, "GET", { notifyUrl, returnUrl, timestamp: timestamp(), bizContent }),
    readNotice(raw) {
      const given = Object.fromEntries(new URLSearchParams(raw.body));
      if (!isSigned(sdk, given)) throw new NoticeRefused("signature");
      return noticeOf(given, settings, now());
    },
  };
}

function isSigned(sdk: AlipaySdk, given: Record<string, string>): boolean {
  try {
    return given.sign_type === "RSA2" && sdk.checkNotifySignV2(given);
  } catch {
    return false;
  }
}

const kept = "trade_status trade_no out_trade_no out_biz_no total_amount refund_fee gmt_payment gmt_refund status order_id".split(
  " ",
);

/** Payments and refunds come as fields; transfers as a message with its content in JSON. */
function noticeOf(given: Record<string, string>, settings: AlipaySettings, now: Date): Notice {
  const sentAt = given.notify_time ? timeOf(given.notify_time).getTime() : Number(given.utc_timestamp);
  if (!(Math.abs(now.getTime() - sentAt) <= noticeAgeMs)) throw new NoticeRefused("too old");
  if (given.app_id !== settings.ALIPAY_APP_ID) throw new NoticeRefused("of another application");
  if (given.seller_id && given.seller_id !== settings.ALIPAY_SELLER_ID) throw new NoticeRefused("of another merchant");
  if (!given.notify_id) throw new NoticeRefused("not a notice of Alipay");
  const content = given.msg_method ? contentOf(given.biz_content) : given;
  const isRefund = Boolean(content.gmt_refund && content.out_biz_no);
  const outNo = (isRefund || given.msg_method ? content.out_biz_no : content.out_trade_no) || null;
  const kind = given.msg_method ?? `${given.notify_type ?? "notice"}:${isRefund ? "REFUND" : content.trade_status}`;
  const body = Object.fromEntries(kept.flatMap((name) => (content[name] ? [[name, content[name]]] : [])));
  return { eventId: given.notify_id, kind, outNo, body };
}

function contentOf(json: string | undefined): Record<string, string> {
  try {
    const content = JSON.parse(json ?? "") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, String(value)]));
  } catch {
    throw new NoticeRefused("not a notice of Alipay");
  }
}

/** 2026-11-22 10:00:00, Beijing time. */
export const alipayTime = (at: Date): string => new Date(at.getTime() + 28_800_000).toISOString().slice(0, 19).replace("T", " ");
export const timeOf = (text: string): Date => new Date(`${text.replace(" ", "T")}+08:00`);
