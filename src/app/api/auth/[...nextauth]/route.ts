import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { endSession } from "#domain/user/end-session.ts";
import { signIn } from "#domain/user/sign-in.ts";
import { localeCookie } from "#i18n/locale.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { clientIp } from "#lib/route.ts";
import { sessionCookie } from "#lib/session-cookie.ts";

type Headers = Record<string, string | undefined>;

/** The cookie holds an encrypted token that names a row of user_session; the row decides, on every request. */
function options(onSigned: (locale: string) => void): NextAuthOptions {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  const secure = APP_URL.startsWith("https:");
  const cookie = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: 30 * 24 * 60 * 60 },
    cookies: { sessionToken: { name: sessionCookie(APP_URL), options: cookie } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, code: {} },
        authorize: async (given, request) => signInAs(given ?? {}, (request.headers ?? {}) as Headers, onSigned),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token.sid ? { sid: token.sid } : {}),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(publicCtx({}), { id: token.sid });
      },
    },
    logger: { error: (code) => log.warn({ code }, "next-auth"), warn: () => undefined, debug: () => undefined },
  };
}

function publicCtx(headers: Headers) {
  const actor = {
    kind: "public" as const,
    ip: clientIp(headers, null),
    userAgent: headers["user-agent"]?.slice(0, 300) ?? null,
  };
  return { db: db(), actor, now: new Date() };
}

/** next-auth hands an error's message to the browser: it gets our code and nothing else. */
async function signInAs(
  given: Record<string, string | undefined>,
  headers: Headers,
  onSigned: (locale: string) => void,
): Promise<{ id: string }> {
  try {
    const input = { email: given.email ?? "", password: given.password ?? "", code: given.code || undefined };
    const { sessionId, locale } = await signIn(publicCtx(headers), input);
    onSigned(locale);
    return { id: sessionId };
  } catch (error) {
    if (error instanceof DomainError) throw new Error(error.code);
    if (error instanceof Error && error.name === "ZodError") throw new Error("SIGN_IN_FAILED");
    log.error({ err: error }, "sign-in failed");
    throw new Error("INTERNAL");
  }
}

type Context = { params: Promise<{ nextauth: string[] }> };
async function handle(request: NextRequest, context: Context): Promise<Response> {
  let locale: string | undefined;
  const response: Response = await NextAuth(
    options((of) => {
      locale = of;
    }),
  )(request, context);
  // A browser that has no language of its own yet speaks the account's.
  if (locale && !request.cookies.has(localeCookie))
    response.headers.append("set-cookie", `${localeCookie}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`);
  return response;
}

export { handle as GET, handle as POST };
