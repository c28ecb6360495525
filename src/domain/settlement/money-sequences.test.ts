import fc from "fast-check";
import { expect } from "vitest";
import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { rejectBatch } from "#domain/payout/reject-batch.ts";
import { retryItem } from "#domain/payout/retry-item.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { checkInvariants } from "#domain/report/check-invariants.ts";
import { inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { systemCtx } from "#test/factories.ts";
import { FakeClock } from "#test/fake-faults.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makePayee, makePeople, makePrepared } from "#test/payouts.ts";
import { makeNetwork, makeRedeemed, redeemAgain, undoRedemption } from "#test/redeemed.ts";
import { settleDue } from "./settle-due.ts";

const verbs = [
  ...(["earn", "earn", "earn", "undo", "again", "settle", "settle", "freeze"] as const),
  ...(["prepare", "approve", "approve", "reject", "send", "send", "ask", "cancel", "retry"] as const),
] as const;
type Step = { verb: (typeof verbs)[number]; pick: number };
const steps = fc.array(fc.record<Step>({ verb: fc.constantFrom(...verbs), pick: fc.nat(1000) }), {
  minLength: 10,
  maxLength: 40,
});

/** What may be refused in a random order of events; anything else is a defect. */
const refusals = ["TOO_LATE", "CONFLICT", "NOT_FOUND", "UNDECIDED", "PAYEE_REQUIRED"];

test("whatever order money is earned, taken back, settled and paid in, the books hold", { timeout: 300_000 }, async ({ db }) => {
  const people = await makePeople(db);
  const fake = new FakePayouts({ share: 0.4, clock: new FakeClock(new Date(Date.UTC(2030, 0, 1, 4))) });
  const providers = new Map([["SANDBOX", fake]]);
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const network = await makeNetwork(db);
      const owners = [network.seller.id, network.middle.id, network.top.id];
      const where = { distributorId: network.seller.id, productId: network.product.id };
      for (const owner of owners) await makePayee(db, owner);
      const mine = { distributorId: { in: owners } };
      const pickItem = async (pick: number) => {
        const found = await db.payoutItem.findMany({ where: mine, orderBy: { no: "asc" } });
        return found[pick % (found.length || 1)] ?? { id: newId(), batchId: newId() };
      };
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
          const found = await db.statement.findMany({ where: mine, orderBy: { no: "asc" } });
          const id = found[pick % (found.length || 1)]?.id ?? newId();
          await makePrepared(people, { statementIds: [id] }, providers);
        },
        approve: async (pick) => approveBatch(people.owner, { id: (await pickItem(pick)).batchId }),
        reject: async (pick) => rejectBatch(people.first, { id: (await pickItem(pick)).batchId, reason: "随机" }),
        send: (_, now) => sendPayouts(systemCtx(db, now), { providers }),
        ask: (pick) => {
          fake.pass([minute, hour, day][pick % 3]!);
          return queryPayouts(systemCtx(db, fake.clock.now()), { providers });
        },
        cancel: async (pick, now) => {
          const { id } = await pickItem(pick);
          await cancelItem({ ...people.first, now }, { id, reason: "随机" }, providers);
        },
        retry: async (pick, now) => retryItem({ ...people.first, now }, { id: (await pickItem(pick)).id }, providers),
        freeze: (pick) =>
          db.distributor.update({ where: { id: owners[pick % 3]! }, data: { status: pick % 2 ? "FROZEN" : "ACTIVE" } }),
      };
      for (const { verb, pick } of sequence) {
        if (verb === "settle") fake.pass(day);
        await act[verb](pick, fake.clock.now()).catch((error) => {
          if (!(error instanceof DomainError && refusals.includes(error.code))) throw error;
        });
      }
      expect((await checkInvariants(db)).filter((result) => result.wrong.length > 0)).toEqual([]);
      const items = await db.payoutItem.findMany({ where: mine, include: { attempts: true } });
      for (const { status, amountMinor, attempts } of items) {
        const left = attempts.reduce((sum, { outNo }) => sum + fake.paidUnder(outNo), 0n);
        if (status === "PAID") expect(left === amountMinor || left === 0n).toBe(true); // 0: it came back and nobody asked yet
        if (["FAILED", "CANCELLED", "RETURNED", "READY", "HELD", "PREPARED"].includes(status)) expect(left).toBe(0n);
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
