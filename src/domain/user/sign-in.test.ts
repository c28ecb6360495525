import { TOTP } from "otpauth";
import { describe, expect } from "vitest";
import type { Ctx } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf } from "#test/factories.ts";
import { confirmTotp } from "./confirm-totp.ts";
import { enrolTotp } from "./enrol-totp.ts";
import { hashPassword } from "./hash-password.ts";
import { findSession } from "./queries-session.ts";
import { signIn } from "./sign-in.ts";

const password = "correct horse battery";
let hash: string;
let address = 0;

/** Each test comes from an address of its own, so that one test's throttling is not another's. */
const publicCtx = (db: Db, ip = `10.0.0.${++address}`, now = new Date()): Ctx => ctxOf(db, { kind: "public", ip }, now);

async function makeUser(db: Db, data: { disabledAt?: Date } = {}) {
  hash ??= await hashPassword(password);
  const id = newId();
  return db.user.create({
    data: { id, email: `${id}@example.com`, name: "员工", kind: "STAFF", staffRole: "MANAGER", passwordHash: hash, ...data },
  });
}

async function withTotp(db: Db) {
  const user = await makeUser(db);
  const actor = { kind: "staff" as const, id: user.id, name: user.name, role: "MANAGER" as const };
  const now = new Date("2026-11-22T08:00:00Z");
  const { uri } = await enrolTotp(ctxOf(db, actor, now));
  const secret = new URL(uri).searchParams.get("secret")!;
  const { recoveryCodes } = await confirmTotp(ctxOf(db, actor, now), { code: codeAt(secret, now) });
  return { user, secret, recoveryCodes, enrolledAt: now };
}

const codeAt = (secret: string, at: Date) => new TOTP({ secret }).generate({ timestamp: at.getTime() });
const refusal = (promise: Promise<unknown>) => promise.then(() => "accepted").catch((error) => error.code ?? String(error));
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

describe("password", () => {
  test("the right one opens a session that stands for the user, in the audit log", async ({ db }) => {
    const user = await makeUser(db);
    const ctx = publicCtx(db);
    const { sessionId } = await signIn(ctx, { email: ` ${user.email.toUpperCase()} `, password });
    const found = await findSession(db, sessionId, ctx.now, { ip: "10.1.1.1", userAgent: null });
    expect(found?.actor).toMatchObject({ kind: "staff", id: user.id, role: "MANAGER", sessionId });
    const audit = await db.auditEntry.findFirstOrThrow({ where: { subjectId: user.id } });
    expect(audit).toMatchObject({ action: "user.signIn", actorId: user.id, ip: ctx.actor.ip });
  });

  test("wrong password, unknown address, disabled and invited accounts are refused alike", async ({ db }) => {
    const user = await makeUser(db);
    const disabled = await makeUser(db, { disabledAt: new Date() });
    const invited = await makeUser(db);
    await db.user.update({ where: { id: invited.id }, data: { passwordHash: null } });
    const ctx = publicCtx(db);
    const answers = await Promise.all([
      refusal(signIn(ctx, { email: user.email, password: "wrong" })),
      refusal(signIn(ctx, { email: "nobody@example.com", password })),
      refusal(signIn(ctx, { email: disabled.email, password })),
      refusal(signIn(ctx, { email: invited.email, password })),
    ]);
    expect(new Set(answers)).toEqual(new Set(["SIGN_IN_FAILED"]));
    expect(await db.userSession.count({ where: { userId: { in: [user.id, disabled.id, invited.id] } } })).toBe(0);
  });

  test("guessing at one account from one address ends after ten tries, the right password too", async ({ db }) => {
    const user = await makeUser(db);
    const ctx = publicCtx(db);
    const tries = Array.from({ length: 14 }, () => refusal(signIn(ctx, { email: user.email, password: "wrong" })));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === "SIGN_IN_FAILED")).toHaveLength(10);
    expect(answers.filter((answer) => answer === "TOO_MANY_REQUESTS")).toHaveLength(4);
    await expect(signIn(ctx, { email: user.email, password })).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  });

  test("spraying many accounts from one address is stopped", async ({ db }) => {
    const ctx = publicCtx(db);
    const tries = Array.from({ length: 65 }, (_, i) => refusal(signIn(ctx, { email: `spray-${i}@example.com`, password })));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === "SIGN_IN_FAILED")).toHaveLength(60);
  });

  test("many addresses at one account are stopped, but the user's own address is not locked out", async ({ db }) => {
    const user = await makeUser(db);
    await signIn(publicCtx(db, "10.9.0.1"), { email: user.email, password });
    const tries = Array.from({ length: 55 }, (_, i) =>
      refusal(signIn(publicCtx(db, `10.8.0.${i}`), { email: user.email, password: "wrong" })),
    );
    expect((await Promise.all(tries)).filter((answer) => answer === "TOO_MANY_REQUESTS").length).toBeGreaterThanOrEqual(5);
    expect(await refusal(signIn(publicCtx(db, "10.9.0.2"), { email: user.email, password }))).toBe("TOO_MANY_REQUESTS");
    expect(await refusal(signIn(publicCtx(db, "10.9.0.1"), { email: user.email, password }))).toBe("accepted");
  });

  test("signing in often is no offence", async ({ db }) => {
    const user = await makeUser(db);
    const ctx = publicCtx(db);
    for (let i = 0; i < 12; i += 1) expect(await refusal(signIn(ctx, { email: user.email, password }))).toBe("accepted");
  });
});

describe("second factor", () => {
  test("is asked for only after the right password", async ({ db }) => {
    const { user } = await withTotp(db);
    expect(await refusal(signIn(publicCtx(db), { email: user.email, password: "wrong" }))).toBe("SIGN_IN_FAILED");
    expect(await refusal(signIn(publicCtx(db), { email: user.email, password }))).toBe("TOTP_REQUIRED");
    expect(await refusal(signIn(publicCtx(db), { email: user.email, password, code: "000000" }))).toBe("TOTP_WRONG");
  });

  test("a code works once: not again, not twice at once, not an older one", async ({ db }) => {
    const { user, secret, enrolledAt } = await withTotp(db);
    const at = later(enrolledAt, 60);
    const enter = (code: string) => refusal(signIn(publicCtx(db, undefined, at), { email: user.email, password, code }));
    // The code that confirmed the enrolment is spent.
    expect(
      await refusal(
        signIn(publicCtx(db, undefined, enrolledAt), { email: user.email, password, code: codeAt(secret, enrolledAt) }),
      ),
    ).toBe("TOTP_WRONG");
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(codeAt(secret, at))));
    expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
    expect(await enter(codeAt(secret, at))).toBe("TOTP_WRONG");
    expect(await enter(codeAt(secret, later(at, -30)))).toBe("TOTP_WRONG");
    expect(await enter(codeAt(secret, later(at, 30)))).toBe("accepted");
  });

  test("a phone's clock half a minute off is fine, two minutes are not", async ({ db }) => {
    const { user, secret, enrolledAt } = await withTotp(db);
    const at = later(enrolledAt, 600);
    const enter = (code: string) => refusal(signIn(publicCtx(db, undefined, at), { email: user.email, password, code }));
    expect(await enter(codeAt(secret, later(at, 120)))).toBe("TOTP_WRONG");
    expect(await enter(codeAt(secret, later(at, -30)))).toBe("accepted");
  });

  test("a recovery code works once, typed in any fashion", async ({ db }) => {
    const { user, recoveryCodes } = await withTotp(db);
    expect(new Set(recoveryCodes).size).toBe(10);
    const enter = (code: string) => refusal(signIn(publicCtx(db), { email: user.email, password, code }));
    const first = recoveryCodes[0]!.toLowerCase().replaceAll("-", " ");
    const answers = await Promise.all([enter(first), enter(first), enter(first)]);
    expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
    expect(await enter(recoveryCodes[0]!)).toBe("TOTP_WRONG");
    expect(await enter(recoveryCodes[1]!)).toBe("accepted");
    expect(JSON.stringify(await db.recoveryCode.findMany({ where: { userId: user.id } }))).not.toContain(recoveryCodes[2]);
  });
});
