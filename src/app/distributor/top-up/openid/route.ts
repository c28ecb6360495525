import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { openidDesk } from "#adapters/payment/wechat-openid.ts";
import { sameBytes } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { requireDistributor } from "#trpc/server.ts";
import { openidCookie, openidSeconds, sealOpenid } from "../openid.ts";

export const dynamic = "force-dynamic";

const here = "/distributor/top-up/openid";
const askCookie = "kayisu-openid-ask";

/** Sends a visitor inside WeChat to learn who he is there, and takes him back to where he was. */
export async function GET(request: Request): Promise<Response> {
  await requireDistributor("topup:own");
  const { searchParams } = new URL(request.url);
  const desk = openidDesk();
  const code = searchParams.get("code");
  const jar = await cookies();
  const options = { httpOnly: true, sameSite: "lax", secure: env().APP_URL.startsWith("https:"), path: "/distributor" } as const;
  if (!code) {
    const next = ownPath(searchParams.get("next"));
    if (!desk) return back(next, "off");
    const state = randomBytes(16).toString("hex");
    jar.set(askCookie, `${state}.${Buffer.from(next).toString("base64url")}`, { ...options, maxAge: 600 });
    return Response.redirect(desk.askUrl(env().APP_URL + here, state), 303);
  }
  const [state = "", place = ""] = (jar.get(askCookie)?.value ?? "").split(".");
  jar.delete({ name: askCookie, path: "/distributor" });
  const next = ownPath(Buffer.from(place, "base64url").toString());
  // Somebody else's code would tie somebody else's WeChat to this visitor.
  const ours = state !== "" && sameBytes(Buffer.from(state), Buffer.from(searchParams.get("state") ?? ""));
  const openid = ours && desk ? await desk.openidOf(code) : null;
  if (!openid) return back(next, "failed");
  jar.set(openidCookie, sealOpenid(openid), { ...options, maxAge: openidSeconds });
  return back(next, null);
}

/** A page of this portal and nothing else. */
function ownPath(text: string | null): string {
  const url = URL.parse(text ?? "", env().APP_URL);
  const own = url && url.origin === new URL(env().APP_URL).origin && /^\/distributor(\/|$)/.test(url.pathname);
  return own ? url.pathname + url.search : "/distributor/top-up";
}

function back(path: string, problem: "off" | "failed" | null): Response {
  const url = new URL(path, env().APP_URL);
  if (problem) url.searchParams.set("openid", problem);
  return Response.redirect(url, 303);
}
