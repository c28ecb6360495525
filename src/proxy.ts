import { type NextRequest, NextResponse } from "next/server";
import { localeCookie, localeCookieSeconds, localeOfAddress } from "#i18n/locale.ts";
import { env } from "#lib/env.ts";
import { contentSecurityPolicy, securityHeaders } from "#lib/security-headers.ts";
import { deviceCookie, deviceCookieSeconds } from "#lib/session-cookie.ts";

/** Gives every page a nonce of its own. Decides nothing about people: authorization is in commands and queries. */
export function proxy(request: NextRequest): NextResponse {
  const { APP_URL, NODE_ENV } = env();
  const policy = contentSecurityPolicy(Buffer.from(crypto.randomUUID()).toString("base64"), NODE_ENV !== "production");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // where Next looks for the nonce of its own scripts
  headers.set("x-kayisu-path", request.nextUrl.pathname + request.nextUrl.search); // where to return to after signing in
  const device = newDevice(request, headers);
  const response = NextResponse.next({ request: { headers } });
  if (device) {
    const secure = APP_URL.startsWith("https:");
    response.cookies.set(deviceCookie, device, {
      httpOnly: true,
      sameSite: "lax",
      secure,
      path: "/",
      maxAge: deviceCookieSeconds,
    });
  }
  // An address with a language is a choice: the pages behind its links follow it.
  const locale = localeOfAddress(request.nextUrl.search);
  if (locale) response.cookies.set(localeCookie, locale, { path: "/", maxAge: localeCookieSeconds, sameSite: "lax" });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(request.nextUrl.pathname, APP_URL)))
    response.headers.set(name, value);
  return response;
}

/** A consumer's browser is remembered from its first page on; this very request sees the new cookie too. */
function newDevice(request: NextRequest, headers: Headers): string | null {
  if (!/^\/(c|v)(\/|$)/.test(request.nextUrl.pathname) || request.cookies.has(deviceCookie)) return null;
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  headers.set("cookie", [request.headers.get("cookie"), `${deviceCookie}=${token}`].filter(Boolean).join("; "));
  return token;
}

// Not for api/: Next would hold a copy of every upload in memory for the proxy.
export const config = { matcher: ["/((?!api/|_next/|.*\\.(?:svg|png|jpg|webp|ico|wasm|txt|woff2|webmanifest)$).*)"] };
