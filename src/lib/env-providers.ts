import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Settings of the payment providers: all of one provider or none of it. */
const text = z.string().trim().min(1);
const webUrl = z.url({ protocol: /^https?$/, error: "must be a URL such as https://api.example.com" }).transform(withoutSlash);

/** A key or certificate: itself (PEM, or the bare base64 that Alipay's tool gives) or the name of a file with it. */
const pem = (what: "private key" | "public key" | "certificate" | "certificates", check: (text: string) => string) =>
  text.transform((given, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    let found = given.replaceAll("\\n", "\n");
    if (!isKeyText(found)) {
      try {
        found = readFileSync(/* turbopackIgnore: true */ given, "utf8").trim();
      } catch {
        return refuse(`must be a ${what} in PEM or name a file that can be read`);
      }
    }
    try {
      return check(found);
    } catch {
      return refuse(`is not a ${what} in PEM`);
    }
  });

const isKeyText = (value: string) => value.includes("-----BEGIN") || /^[A-Za-z0-9+/=\s]{300,}$/.test(value);
const privateKey = pem("private key", (given) => anyPrivateKey(given).export({ type: "pkcs8", format: "pem" }).toString());
const publicKey = pem("public key", (given) => createPublicKey(given).export({ type: "spki", format: "pem" }).toString());
const certificate = pem("certificate", (given) => new X509Certificate(given).toString());
// Alipay's root file holds several certificates, some of kinds that OpenSSL does not know: not parsed here.
const certificates = pem("certificates", (given) => {
  if (!given.includes("-----BEGIN CERTIFICATE-----")) throw new Error("no certificate");
  return given;
});

function anyPrivateKey(given: string) {
  if (given.includes("-----BEGIN")) return createPrivateKey(given);
  const key = Buffer.from(given, "base64");
  try {
    return createPrivateKey({ key, format: "der", type: "pkcs8" });
  } catch {
    return createPrivateKey({ key, format: "der", type: "pkcs1" });
  }
}

const reportOf = (given: string, context: z.RefinementCtx<string>) => {
  const infos = given.split(/[;；]/).map((each) => each.split("=").map((part) => part.trim()));
  if (infos.every(([type, content, ...more]) => type && content && more.length === 0))
    return infos.map(([info_type, info_content]) => ({ info_type: info_type!, info_content: info_content! }));
  context.addIssue({ code: "custom", message: 'must look like "type=content;type=content"' });
  return z.NEVER;
};

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

const stripe = z.object({
  STRIPE_SECRET_KEY: text.regex(/^(sk|rk)_(live|test)_/, "must begin with sk_live_ or sk_test_"),
  STRIPE_WEBHOOK_SECRET: text.regex(/^whsec_/, "must begin with whsec_"),
  STRIPE_API_BASE: webUrl.default("https://api.stripe.com"),
});

const wechat = z.object({
  WECHAT_MCHID: text.regex(/^\d{8,16}$/, "must be the merchant's number, digits only"),
  WECHAT_APPID: text.regex(/^wx/, "must begin with wx"),
  /** Only to learn a visitor's openid; without it there is no payment inside WeChat (JSAPI). */
  WECHAT_APP_SECRET: text.optional(),
  WECHAT_PRIVATE_KEY: privateKey,
  WECHAT_CERT_SERIAL: text.regex(/^[0-9A-Fa-f]{16,64}$/, "must be the serial number of the merchant's certificate, in hex"),
  WECHAT_APIV3_KEY: text.refine((value) => Buffer.byteLength(value) === 32, "must have 32 characters"),
  WECHAT_PUBLIC_KEY_ID: text.regex(/^PUB_KEY_ID_/, "must begin with PUB_KEY_ID_"),
  WECHAT_PUBLIC_KEY: publicKey,
  WECHAT_TRANSFER_SCENE: text.regex(/^\d{4}$/, "must be the four digits of a transfer scene").default("1005"),
  /** What the scene wants reported: "type=content;type=content". */
  WECHAT_TRANSFER_REPORT: text.default("岗位类型=推广员;报酬说明=推广佣金").transform(reportOf),
  WECHAT_API_BASE: webUrl.default("https://api.mch.weixin.qq.com"),
});

const alipay = z.object({
  ALIPAY_APP_ID: text.regex(/^\d{16,20}$/, "must be the application's number, digits only"),
  ALIPAY_SELLER_ID: text.regex(/^2088\d{12}$/, "must be 16 digits beginning with 2088"),
  ALIPAY_PRIVATE_KEY: privateKey,
  ALIPAY_APP_CERT: certificate,
  ALIPAY_PUBLIC_CERT: certificate,
  ALIPAY_ROOT_CERT: certificates,
  ALIPAY_GATEWAY: webUrl.default("https://openapi.alipay.com/gateway.do"),
});

const groups = { stripe, wechat, alipay };
export type StripeSettings = z.output<typeof stripe>;
export type WechatSettings = z.output<typeof wechat>;
export type AlipaySettings = z.output<typeof alipay>;
export type ProviderSettings = { stripe: StripeSettings | null; wechat: WechatSettings | null; alipay: AlipaySettings | null };
type Source = Record<string, string | undefined>;

const isOptional = (field: z.ZodType) => field.safeParse(undefined).success;

/** What a provider needs to be on. */
export const neededSettings = (provider: keyof ProviderSettings): string[] =>
  Object.entries(groups[provider].shape as Record<string, z.ZodType>)
    .filter(([, field]) => !isOptional(field))
    .map(([name]) => name);

/** The settings of those providers that are set, and one line for each thing that is wrong with them. */
export function readProviders(given: Source): { settings: ProviderSettings; problems: string[] } {
  const problems: string[] = [];
  const read = <T>(group: z.ZodType<T> & { shape: object }): T | null => {
    const set = Object.keys(group.shape).filter((name) => given[name] !== undefined);
    if (set.length === 0) return null;
    const parsed = group.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      problems.push(given[name] === undefined ? `${name} is missing (${set[0]} is set)` : `${name} ${issue.message}`);
    }
    return null;
  };
  return { settings: { stripe: read(stripe), wechat: read(wechat), alipay: read(alipay) }, problems };
}

/** A real installation sends its keys and its money's orders only over HTTPS. */
export function* openProviderUrls(given: Source): Generator<string> {
  for (const name of ["STRIPE_API_BASE", "WECHAT_API_BASE", "ALIPAY_GATEWAY"])
    if (given[name] && !given[name].startsWith("https://")) yield `${name} must begin with https://`;
}
