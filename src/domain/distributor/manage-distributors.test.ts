import { expect } from "vitest";
import { accountId } from "#domain/ledger/rules.ts";
import { inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeLevel, makeStaff, systemCtx } from "#test/factories.ts";
import { changeDistributorLevel } from "./change-distributor-level.ts";
import { createDistributor } from "./create-distributor.ts";
import { freezeDistributor, unfreezeDistributor } from "./freeze-distributor.ts";
import { isUnder, moveDistributor } from "./move-distributor.ts";

const facts = { name: "王小明", phone: "+8613800000000", email: "w@example.com", region: "SH", channelKind: "ONLINE" };

test("a new distributor has his accounts and a code of his own, and leaves an audit row", async ({ db }) => {
  const level = await makeLevel(db);
  const create = (uplineId: string | null) =>
    inTransaction(systemCtx(db), (tx) => createDistributor(tx, { ...facts, levelId: level.id, uplineId }));
  const one = await create(null);
  const two = await create(one.id);
  expect(one.inviteCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(two.inviteCode).not.toBe(one.inviteCode);
  const accounts = (["PREPAID", "COMMISSION_FROZEN", "COMMISSION_PAYABLE"] as const).map((kind) =>
    accountId({ kind, ownerId: two.id }),
  );
  expect(await db.ledgerBalance.count({ where: { accountId: { in: accounts } } })).toBe(3);
  expect(await db.auditEntry.count({ where: { action: "distributor.create", subjectId: two.id } })).toBe(1);
  await expect(create(newId())).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("freezing needs a reason and the right role, happens once, and nobody is put under a frozen one", async ({ db }) => {
  const { id, levelId, actor } = await makeDistributor(db);
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  const reason = "涉嫌窜货";
  for (const role of ["FINANCE", "SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => freezeDistributor(ctx, { id, reason })).toThrow("FORBIDDEN");
  }
  expect(() => freezeDistributor(ctxOf(db, actor), { id, reason })).toThrow("FORBIDDEN");
  expect(() => freezeDistributor(manager, { id, reason: " " })).toThrow();
  await freezeDistributor(manager, { id, reason });
  await expect(freezeDistributor(manager, { id, reason })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(freezeDistributor(manager, { id: newId(), reason })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const under = inTransaction(systemCtx(db), (tx) => createDistributor(tx, { ...facts, levelId, uplineId: id }));
  await expect(under).rejects.toMatchObject({ code: "FROZEN" });
  await unfreezeDistributor(manager, { id, reason: "已澄清" });
  expect(await db.distributor.findUnique({ where: { id } })).toMatchObject({ status: "ACTIVE" });
  const trail = await db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { action: "asc" } });
  expect(trail.map((row) => [row.action, row.reason])).toEqual([
    ["distributor.freeze", reason],
    ["distributor.unfreeze", "已澄清"],
  ]);
});

test("a level is changed to one that exists", async ({ db }) => {
  const { id } = await makeDistributor(db);
  const level = await makeLevel(db);
  const owner = ctxOf(db, await makeStaff(db));
  await changeDistributorLevel(owner, { id, levelId: level.id, reason: "业绩达标" });
  expect(await db.distributor.findUnique({ where: { id } })).toMatchObject({ levelId: level.id });
  await expect(changeDistributorLevel(owner, { id, levelId: newId() })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(changeDistributorLevel(owner, { id: newId(), levelId: level.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  expect(() => changeDistributorLevel(support, { id, levelId: level.id })).toThrow("FORBIDDEN");
});

test("a distributor moves with everybody under him, never under his own downline", async ({ db }) => {
  const a = await makeDistributor(db);
  const b = await makeDistributor(db, { uplineId: a.id });
  const c = await makeDistributor(db, { uplineId: b.id });
  const elsewhere = await makeDistributor(db);
  const owner = ctxOf(db, await makeStaff(db));
  for (const uplineId of [a.id, b.id, c.id])
    await expect(moveDistributor(owner, { id: a.id, uplineId })).rejects.toMatchObject({ code: "CYCLE" });
  await moveDistributor(owner, { id: b.id, uplineId: elsewhere.id });
  expect(await isUnder({ db }, c.id, elsewhere.id)).toBe(true);
  expect(await isUnder({ db }, c.id, a.id)).toBe(false);
  await moveDistributor(owner, { id: b.id, uplineId: null });
  await expect(moveDistributor(owner, { id: newId(), uplineId: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(moveDistributor(owner, { id: b.id, uplineId: newId() })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(() => moveDistributor(ctxOf(db, a.actor), { id: b.id, uplineId: null })).toThrow("FORBIDDEN");
});

test("moves that would form a circle together: one wins, whoever is first", async ({ db }) => {
  const owner = ctxOf(db, await makeStaff(db));
  const { id: levelId } = await makeLevel(db);
  const make = () => makeDistributor(db, { levelId });
  for (let round = 0; round < 15; round++) {
    const [a, b, c] = await Promise.all([make(), make(), make()]);
    const answers = await Promise.allSettled([
      moveDistributor(owner, { id: a.id, uplineId: b.id }),
      moveDistributor(owner, { id: b.id, uplineId: c.id }),
      moveDistributor(owner, { id: c.id, uplineId: a.id }),
    ]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(2);
    expect(answers.find((answer) => answer.status === "rejected")?.reason).toMatchObject({ code: "CYCLE" });
  }
});
