import { describe, expect } from "vitest";
import { balancesOf } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { approvePayment } from "./approve-payment.ts";
import { preparePayment } from "./prepare-payment.ts";
import { getStatement, listStatementLines, listStatements, totalStatements } from "./queries.ts";
import { getSettlement, listSettlements } from "./queries-runs.ts";
import { rejectPayment } from "./reject-payment.ts";
import { settleDue } from "./settle-due.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
const reference = () => `BANK-${newId().slice(-12)}`;

/** A seller with one statement of `count` × 1.25, and two people of finance. */
async function settled(db: Db, date: string, count = 2) {
  const network = await makeNetwork(db);
  await makeEarned(db, network, count, day(date));
  await settleDue(systemCtx(db, new Date(day(date).getTime() + 86_400_000)));
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: network.seller.id } });
  const people = [await makeStaff(db, "FINANCE"), await makeStaff(db, "FINANCE")] as const;
  return { network, statement, first: ctxOf(db, people[0]), second: ctxOf(db, people[1]) };
}
const payable = async (db: Db, id: string) => (await balancesOf({ db }, [id])).get(id)!.payableMinor;

describe("paying a statement", () => {
  test("one prepares, another approves, exactly once under many clicks", async ({ db }) => {
    const { network, statement, first, second } = await settled(db, "2026-03-01");
    const input = { statementId: statement.id, transferReference: reference() };
    const prepared = await Promise.allSettled([1, 2, 3].map(() => preparePayment(first, input)));
    expect(prepared.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const payment = await db.statementPayment.findFirstOrThrow({ where: { statementId: statement.id } });
    expect(payment.amountMinor).toBe(250n);
    await expect(approvePayment(first, { paymentId: payment.id })).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
    expect(await payable(db, network.seller.id)).toBe(250n);
    const clicks = await Promise.allSettled(Array.from({ length: 6 }, () => approvePayment(second, { paymentId: payment.id })));
    expect(clicks.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(clicks.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []))).toEqual(Array(5).fill("CONFLICT"));
    expect(await payable(db, network.seller.id)).toBe(0n);
    expect(await db.ledgerTransaction.count({ where: { kind: "payment", reference: payment.id } })).toBe(1);
    expect(await db.commission.count({ where: { statementId: statement.id, status: "PAID" } })).toBe(2);
    expect((await db.statement.findUniqueOrThrow({ where: { id: statement.id } })).paidAt).not.toBeNull();
    expect(await db.message.count({ where: { template: "statement.paid", recipient: network.seller.email } })).toBe(1);
  });

  test("approved and rejected at the same moment: one of the two", async ({ db }) => {
    const { network, statement, first, second } = await settled(db, "2026-03-02");
    const { id: paymentId } = await preparePayment(first, { statementId: statement.id, transferReference: reference() });
    const answers = await Promise.allSettled([
      approvePayment(second, { paymentId }),
      rejectPayment(second, { paymentId, reason: "金额不符" }),
    ]);
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const paid = answers[0]!.status === "fulfilled";
    expect(await payable(db, network.seller.id)).toBe(paid ? 0n : 250n);
  });

  test("a rejected payment frees the statement and its transfer number; no number pays two statements", async ({ db }) => {
    const one = await settled(db, "2026-03-03");
    const two = await settled(db, "2026-03-04");
    const transferReference = reference();
    const { id: paymentId } = await preparePayment(one.first, { statementId: one.statement.id, transferReference });
    const again = { statementId: two.statement.id, transferReference: transferReference.toLowerCase() };
    await expect(preparePayment(two.first, again)).rejects.toMatchObject({ code: "DUPLICATE" });
    expect((await db.statement.findUniqueOrThrow({ where: { id: two.statement.id } })).status).toBe("PAYABLE");
    await rejectPayment(one.second, { paymentId, reason: "付错账户" });
    await expect(approvePayment(one.second, { paymentId })).rejects.toMatchObject({ code: "CONFLICT" });
    await preparePayment(two.first, again);
    await preparePayment(one.first, { statementId: one.statement.id, transferReference: reference() });
    expect(await db.statementPayment.count({ where: { statementId: one.statement.id } })).toBe(2);
  });

  test("what was prepared cannot be changed, not even by SQL", async ({ db }) => {
    const { statement, first } = await settled(db, "2026-03-05");
    const { id } = await preparePayment(first, { statementId: statement.id, transferReference: reference() });
    const change = db.$executeRaw`UPDATE statement_payment SET amount_minor = 1 WHERE id = ${id}::uuid`;
    await expect(change).rejects.toThrow(/is fixed/);
    const total = db.$executeRaw`UPDATE statement SET total_minor = 1 WHERE id = ${statement.id}::uuid`;
    await expect(total).rejects.toThrow(/is fixed/);
  });

  test("wrong roles and wrong ids", async ({ db }) => {
    const { statement, network, first } = await settled(db, "2026-03-06");
    const input = { statementId: statement.id, transferReference: reference() };
    for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
      const ctx = ctxOf(db, await makeStaff(db, role));
      await expect(preparePayment(ctx, input)).rejects.toThrow("FORBIDDEN");
      expect(() => approvePayment(ctx, { paymentId: newId() })).toThrow("FORBIDDEN");
    }
    await expect(preparePayment(ctxOf(db, network.seller.actor), input)).rejects.toThrow("FORBIDDEN");
    await expect(preparePayment(systemCtx(db), input)).rejects.toThrow("FORBIDDEN");
    await expect(preparePayment(first, { ...input, statementId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(approvePayment(first, { paymentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("reading statements", () => {
  test("opening and closing balance come from the books, lines add up", async ({ db }) => {
    const { network, statement, first } = await settled(db, "2026-04-01", 2);
    await makeEarned(db, network, 3, day("2026-04-02"));
    await settleDue(systemCtx(db, day("2026-04-03")));
    const own = ctxOf(db, network.seller.actor);
    const [next] = (await listStatements(own)).items;
    expect(await getStatement(own, next!.id)).toMatchObject({ openingMinor: 250n, totalMinor: 375n, closingMinor: 625n });
    expect(await getStatement(first, statement.id)).toMatchObject({ openingMinor: 0n, closingMinor: 250n });
    const lines = await listStatementLines(own, next!.id);
    expect(lines.items.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(375n);
    const paged = await listStatementLines(own, next!.id, { limit: 2 });
    const rest = await listStatementLines(own, next!.id, { limit: 2, after: paged.next! });
    expect([...paged.items, ...rest.items]).toEqual(lines.items);
    expect((await totalStatements(own)).PAYABLE).toEqual({ count: 2, totalMinor: 625n });
  });

  test("somebody else's statement is not found: by distributors, merchants and staff without the right", async ({ db }) => {
    const { statement, first, network } = await settled(db, "2026-05-01");
    const stranger = ctxOf(db, (await makeDistributor(db)).actor);
    const upline = ctxOf(db, network.top.actor);
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    const merchant = ctxOf(db, { kind: "merchant" as const, id: newId(), name: "店", merchantId: newId() });
    for (const ctx of [stranger, upline, support, merchant]) {
      await expect(getStatement(ctx, statement.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await listStatementLines(stranger, statement.id)).items).toEqual([]);
    expect((await listStatements(stranger, { distributorId: network.seller.id })).items).toEqual([]);
    await expect(getStatement(first, "not-an-id")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getStatement(ctxOf(db, { kind: "public" }), statement.id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("a distributor sees the payment that reached it, not who worked on it or what failed", async ({ db }) => {
    const { network, statement, first, second } = await settled(db, "2026-05-02");
    const failed = await preparePayment(first, { statementId: statement.id, transferReference: reference() });
    await rejectPayment(second, { paymentId: failed.id, reason: "内部原因" });
    const { id } = await preparePayment(first, { statementId: statement.id, transferReference: reference() });
    await approvePayment(second, { paymentId: id });
    const seen = await getStatement(ctxOf(db, network.seller.actor), statement.id);
    expect(seen.payments).toMatchObject([{ id, status: "APPROVED", preparedByName: null, decidedByName: null }]);
    expect(JSON.stringify(seen, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("内部原因");
    expect((await getStatement(first, statement.id)).payments).toHaveLength(2);
  });

  test("runs with their figures", async ({ db }) => {
    const { statement, first } = await settled(db, "2026-05-03");
    const run = await getSettlement(first, statement.settlementId);
    expect(run).toMatchObject({ statements: 3, lines: 6, totalMinor: 500n, paidMinor: 0n, periodKey: "T1:2026-05-03" });
    const runs = await listSettlements(first);
    expect(runs.items.find((one) => one.id === run.id)).toEqual(run);
    const named = await listStatements(first, { q: `ST-${String(statement.no).padStart(6, "0")}` });
    expect(named.items.map((one) => one.id)).toEqual([statement.id]);
  });
});
