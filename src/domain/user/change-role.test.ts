import { describe, expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { changeRole } from "./change-role.ts";
import { disableStaff } from "./disable-staff.ts";
import { enableStaff } from "./enable-staff.ts";
import { endSession } from "./end-session.ts";
import { inviteStaff } from "./invite-staff.ts";
import { getOwnAccount, listStaff } from "./queries.ts";
import { findSession } from "./queries-session.ts";
import { revokeSession } from "./revoke-session.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";

async function openSession(db: Db, userId: string) {
  const now = new Date();
  return db.userSession.create({ data: { id: newId(), userId, expiresAt: new Date(now.getTime() + day) } });
}
const alive = async (db: Db, id: string) => (await findSession(db, id, new Date(), { ip: null, userAgent: null })) !== null;

describe("staff", () => {
  test("an invitation makes the account and mails a link; the same address twice is refused", async ({ db }) => {
    const owner = ctxOf(db, await makeStaff(db));
    const email = `new-${newId()}@example.com`;
    const input = { email: email.toUpperCase(), name: "新同事", staffRole: "FINANCE" as const, locale: "zh-CN" as const };
    const { id } = await inviteStaff(owner, input);
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({ email, staffRole: "FINANCE", passwordHash: null });
    const mail = await db.message.findFirstOrThrow({ where: { recipient: email } });
    expect(mail.template).toBe("account.created");
    expect(JSON.stringify(mail)).not.toContain("/reset/");
    await expect(inviteStaff(owner, input)).rejects.toMatchObject({
      code: "DUPLICATE",
      details: { fields: { email: "DUPLICATE" } },
    });
  });

  test("only an owner manages staff", async ({ db }) => {
    const colleague = await makeStaff(db, "SUPPORT");
    for (const role of ["MANAGER", "FINANCE", "SUPPORT", "AUDITOR"] as const) {
      const ctx = ctxOf(db, await makeStaff(db, role));
      expect(() => changeRole(ctx, { id: colleague.id, staffRole: "OWNER" })).toThrow("FORBIDDEN");
      expect(() => disableStaff(ctx, { id: colleague.id })).toThrow("FORBIDDEN");
      await expect(listStaff(ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("a new role ends the sessions that carry the old one, at once", async ({ db }) => {
    const owner = ctxOf(db, await makeStaff(db));
    const colleague = await makeStaff(db, "SUPPORT");
    const session = await openSession(db, colleague.id);
    expect(await alive(db, session.id)).toBe(true);
    await changeRole(owner, { id: colleague.id, staffRole: "AUDITOR" });
    expect(await alive(db, session.id)).toBe(false);
    const audit = await db.auditEntry.findFirstOrThrow({ where: { action: "user.changeRole", subjectId: colleague.id } });
    expect(audit).toMatchObject({ before: { staffRole: "SUPPORT" }, after: { staffRole: "AUDITOR" } });
  });

  test("a disabled colleague is out at once and comes back only when enabled", async ({ db }) => {
    const owner = ctxOf(db, await makeStaff(db));
    const colleague = await makeStaff(db, "SUPPORT");
    const session = await openSession(db, colleague.id);
    await disableStaff(owner, { id: colleague.id, reason: "离职" });
    expect(await alive(db, session.id)).toBe(false);
    await enableStaff(owner, { id: colleague.id });
    expect(await alive(db, session.id)).toBe(false);
    expect(await alive(db, (await openSession(db, colleague.id)).id)).toBe(true);
  });

  test("nobody changes himself, distributors are not staff", async ({ db }) => {
    const owner = await makeStaff(db);
    await expect(changeRole(ctxOf(db, owner), { id: owner.id, staffRole: "AUDITOR" })).rejects.toMatchObject({
      code: "OWN_ACCOUNT",
    });
    const { actor } = await makeDistributor(db);
    await expect(disableStaff(ctxOf(db, owner), { id: actor.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("two owners cannot remove each other at once", async ({ db }) => {
    await db.user.updateMany({ where: { staffRole: "OWNER" }, data: { staffRole: "AUDITOR" } });
    const [a, b] = [await makeStaff(db), await makeStaff(db)];
    const results = await Promise.allSettled([
      changeRole(ctxOf(db, a), { id: b.id, staffRole: "AUDITOR" }),
      disableStaff(ctxOf(db, b), { id: a.id }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { staffRole: "OWNER", disabledAt: null } })).toBe(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "LAST_OWNER" } });
  });
});

describe("sessions", () => {
  test("expired, signed out and revoked ones are nobody; someone else's is not found", async ({ db }) => {
    const me = await makeStaff(db);
    const [one, two, three] = [await openSession(db, me.id), await openSession(db, me.id), await openSession(db, me.id)];
    const stranger = await makeStaff(db);
    await expect(revokeSession(ctxOf(db, stranger), { id: one.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeSession(ctxOf(db, me), { id: one.id });
    await endSession(ctxOf(db, { kind: "public" }), { id: two.id });
    await db.userSession.update({ where: { id: three.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    for (const session of [one, two, three]) expect(await alive(db, session.id)).toBe(false);
  });

  test("signing out everywhere ends all of them, and only mine are listed", async ({ db }) => {
    const me = { ...(await makeStaff(db)), sessionId: undefined as string | undefined };
    const mine = [await openSession(db, me.id), await openSession(db, me.id)];
    const theirs = await openSession(db, (await makeStaff(db)).id);
    me.sessionId = mine[0]!.id;
    const account = await getOwnAccount(ctxOf(db, me));
    expect(account.sessions.map(({ id, current }) => ({ id, current }))).toEqual(
      expect.arrayContaining([
        { id: mine[0]!.id, current: true },
        { id: mine[1]!.id, current: false },
      ]),
    );
    expect(account.sessions).toHaveLength(2);
    expect(await signOutEverywhere(ctxOf(db, me))).toEqual({ ended: 2 });
    for (const session of mine) expect(await alive(db, session.id)).toBe(false);
    expect(await alive(db, theirs.id)).toBe(true);
  });
});
