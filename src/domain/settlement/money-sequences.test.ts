import fc from "fast-check";
import { expect } from "vitest";
import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { balancesOf } from "#domain/ledger/queries.ts";
import { checkInvariants } from "#domain/report/check-invariants.ts";
import { inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { makeNetwork, makeRedeemed, redeemAgain, undoRedemption } from "#test/redeemed.ts";
import { approvePayment } from "./approve-payment.ts";
import { preparePayment } from "./prepare-payment.ts";
import { rejectPayment } from "./reject-payment.ts";
import { settleDue } from "./settle-due.ts";

type Step = { verb: "earn" | "undo" | "again" | "settle" | "prepare" | "approve" | "reject" | "freeze"; pick: number };
const steps = fc.array(
  fc.record<Step>({
    verb: fc.constantFrom("earn", "earn", "earn", "undo", "again", "settle", "prepare", "approve", "reject", "freeze"),
    pick: fc.nat(1000),
  }),
  { minLength: 10, maxLength: 30 },
);

/** What may be refused in a random order of events; anything else is a defect. */
const refusals = ["TOO_LATE", "CONFLICT", "NOT_FOUND"];

test("whatever order money is earned, taken back, settled and paid in, the books hold", { timeout: 300_000 }, async ({ db }) => {
  const people = [ctxOf(db, await makeStaff(db, "FINANCE")), ctxOf(db, await makeStaff(db, "FINANCE"))] as const;
  let days = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const network = await makeNetwork(db);
      const owners = [network.seller.id, network.middle.id, network.top.id];
      const where = { distributorId: network.seller.id, productId: network.product.id };
      const redemptions = await makeRedeemed(db, { ...where, count: sequence.filter((step) => step.verb === "earn").length + 1 });
      const fresh = redemptions.map((one) => one.id);
      const earned: string[] = [];
      const undone: string[] = [];
      const act: Record<Step["verb"], (pick: number, now: Date) => Promise<unknown>> = {
        earn: async (_, now) => {
          const redemptionId = fresh.pop()!;
          const prices = { retailPriceMinor: 2500n, purchasePriceMinor: 2000n, currency: "CNY" };
          await inTransaction(systemCtx(db, now), (tx) => accrueCommissions(tx, { redemptionId, ...where, ...prices, at: now }));
          earned.push(redemptionId);
        },
        undo: async (pick, now) => {
          const [id] = earned.splice(pick % (earned.length || 1), 1);
          if (!id) return;
          await undoRedemption(systemCtx(db, now), id);
          undone.push(id);
        },
        again: async (_, now) => {
          const id = undone.pop();
          if (id) earned.push(await redeemAgain(systemCtx(db, now), id));
        },
        settle: (_, now) => settleDue(systemCtx(db, now)),
        prepare: async (pick) => {
          const found = await db.statement.findMany({ where: { distributorId: { in: owners } } });
          const statementId = found[pick % (found.length || 1)]?.id ?? newId();
          await preparePayment(people[pick % 2]!, { statementId, transferReference: newId() });
        },
        approve: async (pick) => {
          const found = await db.statementPayment.findMany({ where: { statement: { distributorId: { in: owners } } } });
          const payment = found[pick % (found.length || 1)];
          const other = people.find((one) => one.actor.id !== payment?.preparedById) ?? people[0];
          await approvePayment(other, { paymentId: payment?.id ?? newId() });
        },
        reject: async (pick) => {
          const found = await db.statementPayment.findMany({ where: { statement: { distributorId: { in: owners } } } });
          await rejectPayment(people[0], { paymentId: found[pick % (found.length || 1)]?.id ?? newId(), reason: "随机" });
        },
        freeze: (pick) =>
          db.distributor.update({ where: { id: owners[pick % 3]! }, data: { status: pick % 2 ? "FROZEN" : "ACTIVE" } }),
      };
      for (const { verb, pick } of sequence) {
        if (verb === "settle") days += 1;
        const now = new Date(Date.UTC(2030, 0, 1 + days, 4));
        await act[verb](pick, now).catch((error) => {
          if (!(error instanceof DomainError && refusals.includes(error.code))) throw error;
        });
      }
      expect((await checkInvariants(db)).filter((result) => result.wrong.length > 0)).toEqual([]);
      const rows = await db.commission.groupBy({
        by: ["status"],
        where: { distributorId: { in: owners } },
        _sum: { amountMinor: true },
      });
      const of = (status: string) => rows.find((row) => row.status === status)?._sum.amountMinor ?? 0n;
      const balances = [...(await balancesOf({ db }, owners)).values()];
      expect(balances.reduce((sum, one) => sum + one.frozenMinor, 0n)).toBe(of("FROZEN"));
      expect(balances.reduce((sum, one) => sum + one.payableMinor, 0n)).toBe(of("PAYABLE"));
      const paid = await db.statementPayment.aggregate({
        where: { status: "APPROVED", statement: { distributorId: { in: owners } } },
        _sum: { amountMinor: true },
      });
      expect(paid._sum.amountMinor ?? 0n).toBe(of("PAID"));
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
