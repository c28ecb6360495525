import { expect } from "vitest";
import { unseal } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { hour } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { changePassword } from "./change-password.ts";
import { passwordMatches } from "./hash-password.ts";
import { findPasswordLink } from "./queries.ts";
import { findSession } from "./queries-session.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { resetPasswordInput } from "./schema.ts";

let address = 0;
const publicCtx = (db: Db, now = new Date()) => ctxOf(db, { kind: "public" as const, ip: `10.2.0.${++address}` }, now);
const password = "a brand new password";

async function tokenOf(db: Db, email: string): Promise<string> {
  const mail = await db.message.findFirstOrThrow({ where: { recipient: email }, orderBy: { id: "desc" } });
  const { link } = JSON.parse(unseal("message", mail.sealedParams!, mail.id)) as { link: string };
  return new URL(link).pathname.split("/").at(-1)!;
}

async function makeUser(db: Db) {
  const actor = await makeStaff(db, "SUPPORT");
  return { actor, user: await db.user.findUniqueOrThrow({ where: { id: actor.id } }) };
}

test("a link sets the password once, whoever comes second", async ({ db }) => {
  const { user } = await makeUser(db);
  const session = await db.userSession.create({
    data: { id: newId(), userId: user.id, expiresAt: new Date(Date.now() + hour) },
  });
  await requestPasswordReset(publicCtx(db), { email: user.email });
  const token = await tokenOf(db, user.email);
  expect(await findPasswordLink(publicCtx(db), token)).toEqual({ email: user.email, first: true });
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => resetPassword(publicCtx(db), { token, password })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await findPasswordLink(publicCtx(db), token)).toBeNull();
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(await passwordMatches(passwordHash, password)).toBe(true);
  expect(await findSession(db, session.id, new Date(), { ip: null, userAgent: null })).toBeNull();
});

test("a link ends after its hour, when a newer one was sent, and for a disabled account", async ({ db }) => {
  const { user } = await makeUser(db);
  await requestPasswordReset(publicCtx(db), { email: user.email });
  const old = await tokenOf(db, user.email);
  await requestPasswordReset(publicCtx(db), { email: user.email });
  const fresh = await tokenOf(db, user.email);
  const use = (token: string, at: Date) => resetPassword(publicCtx(db, at), { token, password });
  await expect(use(old, new Date())).rejects.toMatchObject({ code: "EXPIRED" });
  await expect(use(fresh, new Date(Date.now() + 2 * hour))).rejects.toMatchObject({ code: "EXPIRED" });
  await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  await expect(use(fresh, new Date())).rejects.toMatchObject({ code: "EXPIRED" });
});

test("asking answers alike for known and unknown addresses, and is throttled", async ({ db }) => {
  const { user } = await makeUser(db);
  expect(await requestPasswordReset(publicCtx(db), { email: "nobody@example.com" })).toBeUndefined();
  expect(await requestPasswordReset(publicCtx(db), { email: user.email })).toBeUndefined();
  expect(await db.message.count({ where: { recipient: "nobody@example.com" } })).toBe(0);
  const ask = (email: string) =>
    Promise.allSettled(Array.from({ length: 8 }, () => requestPasswordReset(publicCtx(db), { email })));
  const refused = (all: PromiseSettledResult<void>[]) => all.filter(({ status }) => status === "rejected").length;
  expect(refused(await ask(user.email))).toBe(4);
  expect(refused(await ask("nobody@example.com"))).toBe(4);
});

test("changing the password asks for the present one and ends the other sessions", async ({ db }) => {
  const { actor, user } = await makeUser(db);
  await requestPasswordReset(publicCtx(db), { email: user.email });
  await resetPassword(publicCtx(db), { token: await tokenOf(db, user.email), password: "the present password" });
  const expiresAt = new Date(Date.now() + hour);
  const here = await db.userSession.create({ data: { id: newId(), userId: user.id, expiresAt } });
  const there = await db.userSession.create({ data: { id: newId(), userId: user.id, expiresAt } });
  const ctx = ctxOf(db, { ...actor, sessionId: here.id });
  await expect(changePassword(ctx, { current: "not this one", password })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { fields: { current: "PASSWORD_WRONG" } },
  });
  await changePassword(ctx, { current: "the present password", password });
  const nowhere = { ip: null, userAgent: null };
  expect(await findSession(db, here.id, new Date(), nowhere)).not.toBeNull();
  expect(await findSession(db, there.id, new Date(), nowhere)).toBeNull();
  expect(await db.message.count({ where: { recipient: user.email, template: "password.changed" } })).toBe(1);
});

test("short passwords are refused", () => {
  expect(resetPasswordInput.safeParse({ token: "x".repeat(43), password: "123456789" }).success).toBe(false);
});
