import { cookies, headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { can, type Permission } from "#domain/access/rules.ts";
import { findDeviceActor } from "#domain/person/queries-device.ts";
import { findSession, type SignedIn } from "#domain/user/queries-session.ts";
import type { Ctx, DeviceActor, DistributorActor, MerchantActor, StaffActor } from "#lib/context.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { clientIp } from "#lib/route.ts";
import { deviceCookie, sessionCookie } from "#lib/session-cookie.ts";

/*
 * const ctx = await getCtx();                            whoever asks; for queries that authorize themselves
 * const ctx = await requireStaff("product:manage");      first line of a page or download route
 * const product = await orAnswer(getProduct(ctx, id));   NOT_FOUND and FORBIDDEN become the pages for it
 * Read once per request, however often it is called.
 */
const getFrom = cache(async () => {
  const given = await headers();
  return { ip: clientIp(Object.fromEntries(given), null), userAgent: given.get("user-agent")?.slice(0, 300) ?? null };
});

const sessionIdOf = async (token: string): Promise<string | null> => {
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof payload?.sid === "string" ? payload.sid : null;
};

/** Who signed in, if anybody: the cookie names a row, and the row decides. */
export const getSession = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(sessionCookie(env().APP_URL))?.value;
  const sessionId = token ? await sessionIdOf(token) : null;
  return sessionId ? findSession(db(), sessionId, new Date(), await getFrom()) : null;
});

export const getCtx = cache(async (): Promise<Ctx> => {
  const session = await getSession();
  if (session?.mustEnrol) redirect("/two-step");
  const actor = session?.actor ?? { kind: "public" as const, ...(await getFrom()) };
  return { db: db(), actor, now: new Date() };
});

/** The consumer's browser, whoever may be signed in. */
export const getDeviceCtx = cache(async (): Promise<Ctx<DeviceActor>> => {
  const token = (await cookies()).get(deviceCookie)?.value;
  return { db: db(), actor: await findDeviceActor(db(), token, await getFrom()), now: new Date() };
});

export const requireStaff = (permission?: Permission) => requireKind<StaffActor>("staff", permission);
export const requireDistributor = (permission?: Permission) => requireKind<DistributorActor>("distributor", permission);
export const requireMerchant = (permission?: Permission) => requireKind<MerchantActor>("merchant", permission);
/** Anybody who signed in. */
export const requireUser = () => requireKind<SignedIn["actor"]>();

/** Sends strangers to /sign-in and back, and tells the others that this is not for them. */
async function requireKind<A extends SignedIn["actor"]>(kind?: A["kind"], permission?: Permission): Promise<Ctx<A>> {
  const ctx = await getCtx();
  if (ctx.actor.kind === "public") redirect(await signInHref());
  if ((kind && ctx.actor.kind !== kind) || (permission && !can(ctx.actor, permission))) forbidden();
  return ctx as Ctx<A>;
}

async function signInHref(): Promise<string> {
  const here = (await headers()).get("x-kayisu-path");
  return here ? `/sign-in?next=${encodeURIComponent(here)}` : "/sign-in";
}

/** What a page shows when its query refuses; other errors go to the error page. */
export async function orAnswer<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "NOT_FOUND") notFound();
    if (error.code === "FORBIDDEN") forbidden();
    if (error.code === "UNAUTHENTICATED") redirect(await signInHref());
    throw error;
  }
}
