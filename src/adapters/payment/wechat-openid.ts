import { z } from "zod";
import { env } from "#lib/env.ts";
import type { WechatSettings } from "#lib/env-providers.ts";
import { providerTimeoutMs } from "./payment.ts";

/** How a page inside WeChat learns its visitor's openid: he is sent there and comes back with a code that is good once. */
export type OpenidDesk = {
  /** Where the visitor is sent; he comes back to `returnTo` with `code` and `state`. */
  askUrl(returnTo: string, state: string): string;
  /** Null when the code is used, wrong or WeChat does not answer. */
  openidOf(code: string): Promise<string | null>;
};

const answer = z.object({ openid: z.string().min(1).max(64) });

export function wechatOpenid(settings: WechatSettings, base = "https://api.weixin.qq.com"): OpenidDesk | null {
  const { WECHAT_APPID: appid, WECHAT_APP_SECRET: secret } = settings;
  if (!secret) return null;
  return {
    askUrl(returnTo, state) {
      const query = new URLSearchParams({ appid, redirect_uri: returnTo, response_type: "code", scope: "snsapi_base", state });
      return `https://open.weixin.qq.com/connect/oauth2/authorize?${query}#wechat_redirect`;
    },
    async openidOf(code) {
      const query = new URLSearchParams({ appid, secret, code, grant_type: "authorization_code" });
      try {
        const signal = AbortSignal.timeout(providerTimeoutMs);
        const response = await fetch(`${base}/sns/oauth2/access_token?${query}`, { signal, redirect: "error" });
        return answer.safeParse(await response.json()).data?.openid ?? null;
      } catch {
        return null; // never its message: the address has our secret in it
      }
    },
  };
}

/** Of this installation; null when WeChat Pay or its app secret is not set. */
export function openidDesk(): OpenidDesk | null {
  const { wechat } = env().providers;
  return wechat && wechatOpenid(wechat);
}
