import { expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { createCallerFactory } from "./init.ts";
import { appRouter } from "./root.ts";

const device = { kind: "device" as const, deviceId: null, tokenHash: null, personIds: [] };
const call = createCallerFactory(appRouter);
async function callerOf(db: Db, mustEnrol: boolean) {
  return call({ ...ctxOf(db, await makeStaff(db)), device, mustEnrol });
}

test("staff who must set up the second factor can do that and nothing else", async ({ db }) => {
  const caller = await callerOf(db, true);
  await expect(caller.setting.change({ holdDays: 1 })).rejects.toMatchObject({ cause: { code: "TOTP_REQUIRED" } });
  await expect(caller.user.signOutEverywhere()).rejects.toMatchObject({ cause: { code: "TOTP_REQUIRED" } });
  expect(await caller.user.enrolTotp()).toMatchObject({ secret: expect.any(String) });
});

test("settings not named in a change stay as they are, through the router too", async ({ db }) => {
  const caller = await callerOf(db, false);
  await caller.setting.change({ holdDays: 9 });
  expect(await caller.setting.change({ reminderDays: 4 })).toMatchObject({ holdDays: 9, reminderDays: 4 });
});

test("refusals carry our code and status, nothing of the inside", async ({ db }) => {
  const caller = call({ ...ctxOf(db, { kind: "public" }), device, mustEnrol: false });
  await expect(caller.user.disableStaff({ id: "00000000-0000-7000-8000-000000000000" })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
    message: "UNAUTHENTICATED",
  });
});
