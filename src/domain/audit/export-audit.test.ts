import { expect } from "vitest";
import { inTransaction } from "#lib/context.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { exportAudit } from "./export-audit.ts";
import { getAuditEntry, listAudit } from "./queries.ts";
import { recordAudit } from "./record-audit.ts";

test("the log is filtered by who, what, on which and when, and paged without gaps", async ({ db }) => {
  const owner = await makeStaff(db);
  const other = await makeStaff(db, "MANAGER");
  const at = new Date("2026-11-20T00:00:00Z");
  for (let i = 0; i < 7; i += 1) {
    const ctx = ctxOf(db, i % 2 ? other : owner, new Date(at.getTime() + i * 3_600_000));
    await inTransaction(ctx, (tx) =>
      recordAudit(tx, { action: i < 4 ? "topup.confirm" : "topup.reject", subject: { type: "topup", id: `t${i}` } }),
    );
  }
  const ctx = ctxOf(db, owner);
  const ids = async (filter: Parameters<typeof listAudit>[1]) => (await listAudit(ctx, filter)).items.map((row) => row.subjectId);
  expect(await ids({ action: "topup" })).toEqual(["t6", "t5", "t4", "t3", "t2", "t1", "t0"]);
  expect(await ids({ action: "topup.reject", actorId: other.id })).toEqual(["t5"]);
  expect(await ids({ q: other.name, from: new Date("2026-11-20T02:00:00Z"), to: new Date("2026-11-20T05:00:00Z") })).toEqual([
    "t3",
  ]);
  expect(await ids({ subjectType: "topup", subjectId: "t2" })).toEqual(["t2"]);
  const first = await listAudit(ctx, { action: "topup", limit: 3 });
  const second = await listAudit(ctx, { action: "topup", limit: 3, after: first.next! });
  const third = await listAudit(ctx, { action: "topup", limit: 3, after: second.next! });
  expect([...first.items, ...second.items, ...third.items].map((row) => row.subjectId)).toEqual([
    "t6",
    "t5",
    "t4",
    "t3",
    "t2",
    "t1",
    "t0",
  ]);
  expect(third.next).toBeNull();
  expect(await ids({ action: "'; drop table" })).toEqual([]);
});

test("an export is itself in the log, and only those who may read the log make one", async ({ db }) => {
  const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
  const rows = [];
  for await (const page of await exportAudit(auditor, {})) rows.push(...page);
  expect(rows[0]).toMatchObject({ action: "audit.export", actorKind: "staff" });
  expect(rows).toHaveLength(await db.auditEntry.count());
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  await expect(exportAudit(support, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { actor } = await makeDistributor(db);
  await expect(listAudit(ctxOf(db, actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getAuditEntry(auditor, "not an id")).rejects.toMatchObject({ code: "NOT_FOUND" });
});
