import { expect } from "vitest";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { newId } from "#lib/ids.ts";
import { hour } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { disableTotp } from "./disable-totp.ts";
import { hashPassword } from "./hash-password.ts";
import { getOwnAccount } from "./queries.ts";
import { findSession } from "./queries-session.ts";

const from = { ip: "10.0.0.1", userAgent: "test" };

test("staff without a second factor must set it up first when the operator says so; others never", async ({ db }) => {
  const owner = await makeStaff(db);
  const { actor } = await makeDistributor(db);
  const expiresAt = new Date(Date.now() + hour);
  const staffSession = await db.userSession.create({ data: { id: newId(), userId: owner.id, expiresAt } });
  const otherSession = await db.userSession.create({ data: { id: newId(), userId: actor.id, expiresAt } });
  const find = (id: string) => findSession(db, id, new Date(), from);
  expect((await find(staffSession.id))?.mustEnrol).toBe(false);
  await changeSettings(ctxOf(db, owner), { requireStaffTotp: true });
  expect((await find(staffSession.id))?.mustEnrol).toBe(true);
  expect((await find(otherSession.id))?.mustEnrol).toBe(false);
  await db.user.update({ where: { id: owner.id }, data: { totpConfirmedAt: new Date() } });
  expect((await find(staffSession.id))?.mustEnrol).toBe(false);
});

test("what the operator asks for cannot be turned off, by staff; a distributor may", async ({ db }) => {
  const staff = await makeStaff(db, "SUPPORT");
  const { actor } = await makeDistributor(db);
  const password = "correct horse battery";
  const passwordHash = await hashPassword(password);
  const ids = [staff.id, actor.id];
  await db.user.updateMany({ where: { id: { in: ids } }, data: { passwordHash, totpConfirmedAt: new Date() } });
  await changeSettings(ctxOf(db, await makeStaff(db)), { requireStaffTotp: true });
  await expect(disableTotp(ctxOf(db, staff), { password })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getOwnAccount(ctxOf(db, staff))).toMatchObject({ hasTotp: true, totpRequired: true });
  await disableTotp(ctxOf(db, actor), { password });
  expect(await getOwnAccount(ctxOf(db, actor))).toMatchObject({ hasTotp: false, totpRequired: false });
  await changeSettings(ctxOf(db, await makeStaff(db)), { requireStaffTotp: false });
  await disableTotp(ctxOf(db, staff), { password });
  expect((await getOwnAccount(ctxOf(db, staff))).hasTotp).toBe(false);
});

test("a merchant that was disabled signs its people out at once", async ({ db }) => {
  const merchant = await db.merchant.create({ data: { id: newId(), name: `店-${newId()}` } });
  const user = await db.user.create({
    data: { id: newId(), email: `${newId()}@example.com`, name: "店员", kind: "MERCHANT", merchantId: merchant.id },
  });
  const session = await db.userSession.create({
    data: { id: newId(), userId: user.id, expiresAt: new Date(Date.now() + hour) },
  });
  const find = () => findSession(db, session.id, new Date(), from);
  expect((await find())?.actor).toMatchObject({ kind: "merchant", merchantId: merchant.id, sessionId: session.id, ...from });
  await db.merchant.update({ where: { id: merchant.id }, data: { disabledAt: new Date() } });
  expect(await find()).toBeNull();
});
