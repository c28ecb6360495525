import { seal, unseal } from "#lib/crypto.ts";

/** WeChat's name of this visitor, learned once inside WeChat and kept in a sealed cookie: JSAPI payments need it. */
export const openidCookie = "kayisu-openid";
export const openidSeconds = 30 * 86_400;

export const sealOpenid = (openid: string): string => seal("wechat-openid", openid).toString("base64url");

export function readOpenid(cookie: string | undefined): string | null {
  if (!cookie) return null;
  try {
    return unseal("wechat-openid", Buffer.from(cookie, "base64url"));
  } catch {
    return null;
  }
}
