import { expect } from "vitest";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { approveWithdrawal } from "./approve-withdrawal.ts";
import { cancelWithdrawal } from "./cancel-withdrawal.ts";
import { getWithdrawal, listWithdrawals, totalWithdrawals } from "./queries.ts";
import { rejectWithdrawal } from "./reject-withdrawal.ts";
import { requestWithdrawal } from "./request-withdrawal.ts";

async function rich(db: Db, prepaidMinor = 10_000n) {
  const who = await makeDistributor(db, { prepaidMinor });
  return { who, ctx: ctxOf(db, who.actor), finance: ctxOf(db, await makeStaff(db, "FINANCE")) };
}
const money = async (db: Db, id: string) => {
  const { prepaidMinor, outgoingMinor } = await getBalances({ db }, id);
  return { prepaidMinor, outgoingMinor };
};
const codes = (answers: PromiseSettledResult<unknown>[]) =>
  answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));

test("two withdrawals of the whole balance at once: one", async ({ db }) => {
  const { who, ctx } = await rich(db);
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => requestWithdrawal(ctx, { amountMinor: "10000" })));
  expect(codes(answers)).toEqual(Array(7).fill("INSUFFICIENT_BALANCE"));
  expect(await money(db, who.id)).toEqual({ prepaidMinor: 0n, outgoingMinor: 10_000n });
});

test("cancelled by its owner or rejected by finance, once: prepaid again", async ({ db }) => {
  const { who, ctx, finance } = await rich(db);
  const one = await requestWithdrawal(ctx, { amountMinor: "4000" });
  const two = await requestWithdrawal(ctx, { amountMinor: "1000" });
  await approveWithdrawal(finance, two);
  const answers = await Promise.allSettled([
    ...Array.from({ length: 4 }, () => cancelWithdrawal(ctx, one)),
    ...Array.from({ length: 4 }, () => rejectWithdrawal(finance, { ...one, reason: "余额待核对" })),
  ]);
  expect(codes(answers)).toEqual(Array(7).fill("CONFLICT"));
  expect(await money(db, who.id)).toEqual({ prepaidMinor: 9000n, outgoingMinor: 1000n });
  await expect(rejectWithdrawal(finance, { ...two, reason: "晚了" })).rejects.toMatchObject({ code: "CONFLICT" });
  await cancelWithdrawal(ctx, two);
  expect(await money(db, who.id)).toEqual({ prepaidMinor: 10_000n, outgoingMinor: 0n });
  expect(await db.message.count({ where: { template: "withdrawal.decided", recipient: who.email } })).toBeGreaterThan(0);
});

test("amounts that are none, a frozen distributor, too many at once", async ({ db }) => {
  const { who, ctx } = await rich(db);
  for (const amountMinor of ["0", "-1", "1.5", "1e3", "", "９", "10000000000000000"])
    expect(() => requestWithdrawal(ctx, { amountMinor }), amountMinor).toThrow();
  for (let i = 0; i < 20; i++) await requestWithdrawal(ctx, { amountMinor: "1" });
  await expect(requestWithdrawal(ctx, { amountMinor: "1" })).rejects.toMatchObject({ code: "LIMIT_REACHED" });
  await db.distributor.update({ where: { id: who.id }, data: { status: "FROZEN" } });
  await expect(requestWithdrawal(ctx, { amountMinor: "1" })).rejects.toMatchObject({ code: "FROZEN" });
});

test("everybody sees his own; finance all, with who decided", async ({ db }) => {
  const { who, ctx, finance } = await rich(db);
  const stranger = await rich(db);
  const { id, no } = await requestWithdrawal(ctx, { amountMinor: "700" });
  await approveWithdrawal(finance, { id });
  expect((await listWithdrawals(stranger.ctx, { distributorId: who.id })).items).toEqual([]);
  expect((await listWithdrawals(ctx)).items).toMatchObject([{ id, status: "APPROVED", decidedBy: null }]);
  expect((await listWithdrawals(finance, { q: `tx-${no}` })).items).toMatchObject([{ id, decidedBy: finance.actor.name }]);
  expect(await getWithdrawal(finance, id)).toMatchObject({
    id,
    distributorName: expect.any(String),
    requestedBy: expect.any(String),
  });
  expect(await getWithdrawal(ctx, id)).toMatchObject({ id, requestedBy: null, decidedBy: null });
  await expect(getWithdrawal(stranger.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await totalWithdrawals(finance, { distributorId: stranger.who.id })).APPROVED.count).toBe(0);
  expect((await totalWithdrawals(ctx)).APPROVED).toEqual({ count: 1, totalMinor: 700n });
  await expect(cancelWithdrawal(stranger.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const)
    expect(() => approveWithdrawal(ctxOf(db, { ...finance.actor, role }), { id })).toThrow("FORBIDDEN");
  expect(() => requestWithdrawal(systemCtx(db), { amountMinor: "1" })).toThrow("FORBIDDEN");
  await expect(approveWithdrawal(finance, { id: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
