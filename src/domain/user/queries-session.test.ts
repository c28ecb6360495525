import { expect } from "vitest";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { newId } from "#lib/ids.ts";
import { hour } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
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
