import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";
import { contentSecurityPolicy, securityHeaders } from "#lib/security-headers.ts";

/** Gives every page a nonce of its own. Decides nothing about people: authorization is in commands and queries. */
export function proxy(request: NextRequest): NextResponse {
  const { APP_URL, NODE_ENV } = env();
  const policy = contentSecurityPolicy(Buffer.from(crypto.randomUUID()).toString("base64"), NODE_ENV !== "production");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // where Next looks for the nonce of its own scripts
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(request.nextUrl.pathname, APP_URL)))
    response.headers.set(name, value);
  return response;
}

// Not for api/: Next would hold a copy of every upload in memory for the proxy.
export const config = { matcher: ["/((?!api/|_next/|.*\\.(?:svg|png|jpg|webp|ico|wasm|txt|woff2|webmanifest)$).*)"] };
