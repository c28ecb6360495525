import { expect } from "vitest";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { findUnknownYear, getMonth, getWorkingDays } from "./queries.ts";
import { setDays } from "./set-days.ts";
import { unsetDay } from "./unset-day.ts";

const now = new Date("2026-11-22T12:00:00+08:00");

test("the operator's word counts, over the built-in calendar, until it is taken back", async ({ db }) => {
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"), now);
  await setDays(finance, { from: "2027-02-06", to: "2027-02-12", working: false, note: "春节" });
  await setDays(finance, { from: "2027-02-06", to: "2027-02-06", working: true, note: "调休" });
  const isWorking = await getWorkingDays(finance);
  expect(["2027-02-05", "2027-02-06", "2027-02-09", "2027-02-12", "2027-02-15"].map(isWorking)).toEqual([
    ...[true, true, false, false, true],
  ]);
  const month = await getMonth(finance, "2027-02");
  expect(month).toMatchObject({ known: false, previous: "2027-01", next: "2027-03" });
  expect(month.days[5]).toMatchObject({ day: "2027-02-06", working: true, override: { note: "调休", agrees: false } });
  await unsetDay(finance, { day: "2027-02-06" });
  expect((await getWorkingDays(finance))("2027-02-06")).toBe(false);
  await expect(unsetDay(finance, { day: "2027-02-06" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.auditEntry.count({ where: { action: { startsWith: "calendar." } } })).toBe(3);
});

test("days gone by stay, and a change names no more than a month", async ({ db }) => {
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"), now);
  const set = (from: string, to: string) => () => setDays(finance, { from, to, working: false });
  expect(set("2026-11-21", "2026-11-23")).toThrow("TOO_LATE");
  expect(set("2026-12-01", "2027-01-01")).toThrow("LIMIT_REACHED");
  expect(set("2026-12-02", "2026-12-01")).toThrow();
  expect(() => unsetDay(finance, { day: "2026-11-21" })).toThrow("TOO_LATE");
});

test("a year nobody knows is told in time, until somebody enters its days", async ({ db }) => {
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"), now);
  await db.calendarDay.deleteMany();
  expect(await findUnknownYear(manager)).toBe(2027);
  expect(await findUnknownYear({ db, now: new Date("2026-06-01T12:00:00+08:00") })).toBeNull();
  await setDays(manager, { from: "2027-01-01", to: "2027-01-03", working: false, note: "元旦" });
  expect(await findUnknownYear(manager)).toBeNull();
});

test("who may set and see", async ({ db }) => {
  const input = { from: "2026-12-01", to: "2026-12-01", working: false };
  for (const role of ["SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role), now);
    expect(() => setDays(ctx, input)).toThrow("FORBIDDEN");
  }
  const distributor = ctxOf(db, (await makeDistributor(db)).actor, now);
  expect(() => setDays(distributor, input)).toThrow("FORBIDDEN");
  await expect(getMonth(distributor)).rejects.toThrow("FORBIDDEN");
  expect((await getMonth(ctxOf(db, await makeStaff(db, "AUDITOR"), now), "nonsense")).month).toBe("2026-11");
});
