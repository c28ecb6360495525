import { NextResponse } from "next/server";
import { openidDesk } from "#adapters/payment/wechat-openid.ts";
import { randomToken, sameBytes, tokenHash } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { readCookie } from "#lib/session-cookie.ts";
import { requireDistributor } from "#trpc/server.ts";
import { openidCookie, openidSeconds, sealOpenid } from "../openid.ts";

export const dynamic = "force-dynamic";

const stateCookie = "kayisu-openid-state";

/** Inside WeChat: sends the visitor to WeChat and takes him back with his openid, which a payment there needs. Then on to `next`. */
export async function GET(request: Request): Promise<Response> {
  await requireDistributor("topup:own");
  const { searchParams } = new URL(request.url);
  const { APP_URL } = env();
  const wanted = searchParams.get("next") ?? "";
  const next = /^\/distributor\/[\w/?=&%-]*$/.test(wanted) ? wanted : "/distributor/top-up";
  const desk = openidDesk();
  if (!desk) return NextResponse.redirect(APP_URL + next);
  const cookie = { httpOnly: true, sameSite: "lax" as const, secure: APP_URL.startsWith("https:"), path: "/distributor" };
  const code = searchParams.get("code");
  if (!code) {
    const state = randomToken(16);
    const back = `${APP_URL}/distributor/top-up/openid?next=${encodeURIComponent(next)}`;
    const answer = NextResponse.redirect(desk.askUrl(back, state));
    answer.cookies.set(stateCookie, state, { ...cookie, maxAge: 600 });
    return answer;
  }
  const expected = readCookie(request.headers.get("cookie") ?? undefined, stateCookie);
  const ours = Boolean(expected) && sameBytes(tokenHash(expected ?? ""), tokenHash(searchParams.get("state") ?? ""));
  const openid = ours ? await desk.openidOf(code) : null;
  const failed = `${next}${next.includes("?") ? "&" : "?"}openid=failed`;
  const answer = NextResponse.redirect(APP_URL + (openid ? next : failed));
  answer.cookies.delete({ name: stateCookie, path: cookie.path });
  if (openid) answer.cookies.set(openidCookie, sealOpenid(openid), { ...cookie, maxAge: openidSeconds });
  return answer;
}
