import { createPublicKey, type KeyObject } from "node:crypto";
import { Aes, Formatter, Rsa, Wechatpay } from "wechatpay-axios-plugin";
import { z } from "zod";
import type { WechatSettings } from "#lib/env-providers.ts";
import { type AdapterOptions, type Notice, NoticeRefused, providerTimeoutMs, type RawNotice } from "./payment.ts";

/** An answer of WeChat whose signature is right; or why there is none. `code` is theirs; "" when nothing definite was heard. */
export type WechatAnswer = { ok: true; data: unknown } | { ok: false; status: number; code: string; reason: string };
type Call = { data?: object; params?: Record<string, string>; sealed?: boolean; bytes?: boolean };

export type WechatClient = {
  settings: WechatSettings;
  now: () => Date;
  call(method: "get" | "post", path: string, call?: Call): Promise<WechatAnswer>;
  /** The bytes behind an address, unsigned: their hash was in a signed answer. */
  download(url: string): Promise<Buffer>;
  sign(...lines: string[]): string;
  /** For WeChat's eyes only. */
  seal(text: string): string;
  readNotice(raw: RawNotice): Notice;
};

const noticeAgeSeconds = 300;
type Raw = { status: number; data: unknown; headers: Record<string, unknown> };

export function wechatClient(settings: WechatSettings, options: AdapterOptions = {}): WechatClient {
  const now = options.now ?? (() => new Date());
  const publicKey = createPublicKey(settings.WECHAT_PUBLIC_KEY);
  const keyId = settings.WECHAT_PUBLIC_KEY_ID;
  const privateKey = Rsa.from(settings.WECHAT_PRIVATE_KEY, Rsa.KEY_TYPE_PRIVATE);
  const api = new Wechatpay({
    baseURL: `${settings.WECHAT_API_BASE}/`,
    mchid: settings.WECHAT_MCHID,
    serial: settings.WECHAT_CERT_SERIAL,
    privateKey: settings.WECHAT_PRIVATE_KEY,
    certs: { [keyId]: settings.WECHAT_PUBLIC_KEY },
    timeout: options.timeoutMs ?? providerTimeoutMs,
    // The text as it came: what is signed is the text, also that of a refusal, which the library does not verify.
    transitional: { forcedJSONParsing: false, clarifyTimeoutError: true },
    maxRedirects: 0,
    proxy: false,
  });
  const send = async (method: "get" | "post", path: string, { data, params, sealed, bytes }: Call): Promise<Raw> => {
    const responseType = bytes ? ("arraybuffer" as const) : ("text" as const); // as text, a byte order mark would be lost
    const config = { params, headers: sealed ? { "Wechatpay-Serial": keyId } : {}, responseType };
    const place = api.chain(`v3/${path}`);
    return (await (method === "get" ? place.get(config) : place.post(data ?? {}, config))) as unknown as Raw;
  };
  return {
    settings,
    now,
    sign: (...lines) => Rsa.sign(Formatter.joinedByLineFeed(...lines), privateKey),
    seal: (text) => Rsa.encrypt(text, publicKey),
    async call(method, path, call = {}) {
      try {
        return { ok: true, data: parse(await send(method, path, call)) };
      } catch (error) {
        return refusalOf(error, keyId, publicKey);
      }
    },
    async download(url) {
      const { pathname, searchParams } = new URL(url);
      const { data } = await send("get", pathname.replace(/^\/v3\//, ""), {
        params: Object.fromEntries(searchParams),
        bytes: true,
      });
      return Buffer.from(data as ArrayBuffer);
    },
    readNotice: (raw) => readNotice(raw, settings, publicKey, now()),
  };
}

const parse = ({ data }: Raw): unknown => (data === "" || data === undefined || data === null ? {} : JSON.parse(String(data)));

const refusal = z.object({ code: z.string() });

function refusalOf(error: unknown, keyId: string, publicKey: KeyObject): WechatAnswer {
  const { response, code = "" } = error as { response?: Raw; code?: string };
  const none = (reason: string): WechatAnswer => ({ ok: false, status: response?.status ?? 0, code: "", reason });
  if (code.startsWith("EV3_")) return none("the reply's signature is wrong");
  if (!response || response.status < 400 || response.status >= 500)
    return none(response ? `HTTP ${response.status}` : code || "no answer");
  const text = String(response.data ?? "");
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  if (headers["wechatpay-signature"] && !isSigned(headers, text, keyId, publicKey))
    return none("the refusal's signature is wrong");
  try {
    const { code: said } = refusal.parse(JSON.parse(text));
    return { ok: false, status: response.status, code: said, reason: `${response.status} ${said}` };
  } catch {
    return none(`HTTP ${response.status}`);
  }
}

function isSigned(headers: Record<string, string | undefined>, body: string, keyId: string, publicKey: KeyObject): boolean {
  const signature = headers["wechatpay-signature"];
  const [at, nonce] = [headers["wechatpay-timestamp"] ?? "", headers["wechatpay-nonce"] ?? ""];
  if (!signature || headers["wechatpay-serial"] !== keyId) return false;
  return Rsa.verify(Formatter.response(at, nonce, body), signature, publicKey);
}

const envelope = z.object({
  id: z.string(),
  event_type: z.string(),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string().default("") }),
});
/** What is kept of a notice: no openid, no name. */
const told = z.object({
  out_trade_no: z.string().optional(),
  out_refund_no: z.string().optional(),
  out_bill_no: z.string().optional(),
  transaction_id: z.string().optional(),
  refund_id: z.string().optional(),
  transfer_bill_no: z.string().optional(),
  trade_state: z.string().optional(),
  refund_status: z.string().optional(),
  state: z.string().optional(),
});

/** One reader for payments, refunds and transfers: their notices differ only in what they are about. */
function readNotice(raw: RawNotice, settings: WechatSettings, publicKey: KeyObject, now: Date): Notice {
  if (!isSigned(raw.headers, raw.body, settings.WECHAT_PUBLIC_KEY_ID, publicKey)) throw new NoticeRefused("signature");
  const at = Number(raw.headers["wechatpay-timestamp"]);
  if (!(Math.abs(now.getTime() / 1000 - at) <= noticeAgeSeconds)) throw new NoticeRefused("too old");
  try {
    const { id, event_type, resource } = envelope.parse(JSON.parse(raw.body));
    const { ciphertext, nonce, associated_data } = resource;
    const plain = Aes.AesGcm.decrypt(ciphertext, settings.WECHAT_APIV3_KEY, nonce, associated_data);
    const body = told.parse(JSON.parse(plain));
    const outNo = body.out_refund_no ?? body.out_bill_no ?? body.out_trade_no ?? null;
    return { eventId: id, kind: event_type, outNo, body: { event_type, ...body } };
  } catch {
    throw new NoticeRefused("not a notice of WeChat Pay");
  }
}

/** 2026-11-22T10:00:00+08:00, as WeChat writes time. */
export const wechatTime = (at: Date): string => `${new Date(at.getTime() + 28_800_000).toISOString().slice(0, 19)}+08:00`;
