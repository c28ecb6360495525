import { expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { confirmTopUp } from "./confirm-topup.ts";
import { countTopUps, getTopUp, listTopUps } from "./queries.ts";
import { recordTopUp } from "./record-topup.ts";
import { rejectTopUp } from "./reject-topup.ts";

const reference = () => `ICBC ${newId().slice(-12)}`;

test("one records, another confirms, once however often and by however many", async ({ db }) => {
  const distributor = await makeDistributor(db);
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  const { id } = await recordTopUp(manager, { distributorId: distributor.id, amountMinor: "500000", bankReference: reference() });
  expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(0n);
  const finance = [ctxOf(db, await makeStaff(db, "FINANCE")), ctxOf(db, await makeStaff(db, "FINANCE"))];
  const answers = await Promise.allSettled([...finance, ...finance, ...finance].map((ctx) => confirmTopUp(ctx, { id })));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "CONFLICT" });
  expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(500_000n);
  const mails = await db.message.findMany({ where: { recipient: distributor.email } });
  expect(mails).toMatchObject([{ template: "topup.confirmed", params: { amount: "5000.00" } }]);
  expect(await getTopUp(manager, id)).toMatchObject({
    status: "CONFIRMED",
    recordedBy: expect.any(String),
    decidedBy: expect.any(String),
  });
});

test("who recorded it cannot confirm it, but may withdraw it; the reference can then be recorded again", async ({ db }) => {
  const { id: distributorId } = await makeDistributor(db);
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  const bankReference = "icbc 2026 0001";
  const record = (text: string) => recordTopUp(finance, { distributorId, amountMinor: "100", bankReference: text });
  const { id } = await record(bankReference);
  await expect(confirmTopUp(finance, { id })).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
  await expect(record("ICBC20260001")).rejects.toMatchObject({
    code: "DUPLICATE",
    details: { fields: { bankReference: "DUPLICATE" } },
  });
  await rejectTopUp(finance, { id, reason: "金额录错" });
  await expect(rejectTopUp(finance, { id, reason: "again" })).rejects.toMatchObject({ code: "CONFLICT" });
  const other = ctxOf(db, await makeStaff(db, "FINANCE"));
  await expect(confirmTopUp(other, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  const second = await record("ＩＣＢＣ 20260001");
  await confirmTopUp(other, { id: second.id });
  expect((await getBalances({ db }, distributorId)).prepaidMinor).toBe(100n);
});

test("confirmed by eight at once, ten times over: each once", async ({ db }) => {
  const distributor = await makeDistributor(db);
  const recorder = ctxOf(db, await makeStaff(db, "MANAGER"));
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  for (let round = 1; round <= 10; round++) {
    const { id } = await recordTopUp(recorder, { distributorId: distributor.id, amountMinor: "7", bankReference: reference() });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => confirmTopUp(finance, { id })));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect((await getBalances({ db }, distributor.id)).prepaidMinor).toBe(BigInt(round) * 7n);
    expect(await db.auditEntry.count({ where: { action: "topup.confirm", subjectId: id } })).toBe(1);
  }
});

test("confirming and rejecting at once: one of them", async ({ db }) => {
  const { id: distributorId } = await makeDistributor(db);
  const recorder = ctxOf(db, await makeStaff(db));
  const other = ctxOf(db, await makeStaff(db, "FINANCE"));
  const { id } = await recordTopUp(recorder, { distributorId, amountMinor: "100", bankReference: reference() });
  const answers = await Promise.allSettled([confirmTopUp(other, { id }), rejectTopUp(other, { id, reason: "疑似重复" })]);
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const { status } = await getTopUp(other, id);
  expect((await getBalances({ db }, distributorId)).prepaidMinor).toBe(status === "CONFIRMED" ? 100n : 0n);
});

test("roles, and what is refused", async ({ db }) => {
  const { id: distributorId, actor } = await makeDistributor(db);
  const owner = ctxOf(db, await makeStaff(db));
  const input = () => ({ distributorId, amountMinor: "100", bankReference: reference() });
  for (const amountMinor of ["0", "-1", "1.5", "1e3", "", "1000000001"])
    await expect(recordTopUp(owner, { ...input(), amountMinor })).rejects.toThrow();
  await expect(recordTopUp(owner, { ...input(), distributorId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(recordTopUp(owner, { ...input(), proofFileId: newId() })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(recordTopUp(ctxOf(db, actor), input())).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(recordTopUp(ctxOf(db, await makeStaff(db, "SUPPORT")), input())).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { id } = await recordTopUp(owner, input());
  for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => confirmTopUp(ctx, { id })).toThrow("FORBIDDEN");
  }
  await expect(confirmTopUp(owner, { id: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listTopUps(ctxOf(db, actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await listTopUps(owner, { distributorId, status: "PENDING" })).items).toMatchObject([{ id }]);
  expect((await countTopUps(owner)).PENDING.count).toBeGreaterThan(0);
});
