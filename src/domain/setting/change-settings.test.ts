import { expect } from "vitest";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { changeSettings } from "./change-settings.ts";
import { getSettings } from "./queries.ts";

test("only what is given changes, and the audit row shows what became different", async ({ db }) => {
  const owner = ctxOf(db, await makeStaff(db));
  await changeSettings(owner, { networkDepth: 2, holdDays: 7 });
  await changeSettings(owner, { operatorName: "测试平台", holdDays: 7 });
  expect(await getSettings({ db })).toMatchObject({
    operatorName: "测试平台",
    networkDepth: 2,
    holdDays: 7,
    settlementCycle: { kind: "DAYS", days: 1, unit: "CALENDAR" },
  });
  const [last] = await db.auditEntry.findMany({ where: { action: "setting.change" }, orderBy: { id: "desc" } });
  expect(last).toMatchObject({ before: { operatorName: "卡易速" }, after: { operatorName: "测试平台" } });
  await changeSettings(owner, { operatorName: "测试平台" });
  expect(await db.auditEntry.count({ where: { action: "setting.change" } })).toBe(2);
});

test("only the owner, and only sense", async ({ db }) => {
  for (const role of ["MANAGER", "FINANCE", "SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => changeSettings(ctx, { holdDays: 1 })).toThrow("FORBIDDEN");
  }
  const owner = ctxOf(db, await makeStaff(db));
  expect(() => changeSettings(owner, { networkDepth: 11 })).toThrow();
  expect(() => changeSettings(owner, { inviteCode: "a b" })).toThrow();
  await expect(changeSettings(owner, { defaultLevelId: newId() })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
