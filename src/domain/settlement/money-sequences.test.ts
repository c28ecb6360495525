import fc from "fast-check";
import { expect } from "vitest";
import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { rejectAdjustment } from "#domain/adjustment/reject-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { decideDispute } from "#domain/dispute/decide-dispute.ts";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { withdrawDispute } from "#domain/dispute/withdraw-dispute.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { rejectBatch } from "#domain/payout/reject-batch.ts";
import { retryItem } from "#domain/payout/retry-item.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { checkInvariants } from "#domain/report/check-invariants.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { taxMethods } from "#domain/setting/schema.ts";
import { inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, systemCtx } from "#test/factories.ts";
import { FakeClock } from "#test/fake-faults.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makePayee, makePeople, makePrepared } from "#test/payouts.ts";
import { makeNetwork, makeRedeemed, redeemAgain, undoRedemption } from "#test/redeemed.ts";
import { settleDue } from "./settle-due.ts";

const verbs = [
  ...(["earn", "earn", "earn", "earn", "undo", "again", "settle", "settle", "settle", "freeze"] as const),
  ...(["prepare", "approve", "approve", "reject", "send", "send", "ask", "cancel", "retry"] as const),
  ...(["adjust", "agree", "agree", "contest", "contest", "decide", "withdraw", "terms"] as const),
] as const;
type Step = { verb: (typeof verbs)[number]; pick: number };
const steps = fc.array(fc.record<Step>({ verb: fc.constantFrom(...verbs), pick: fc.nat(1000) }), {
  minLength: 25,
  maxLength: 60,
  size: "max",
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
      const actors = new Map([network.seller, network.middle, network.top].map((one) => [one.id, one.actor]));
      const pickDispute = async (pick: number) => {
        const where = { ...mine, ...(pick % 6 ? { status: "OPEN" as const } : {}) };
        const found = await db.dispute.findMany({ where, orderBy: { no: "asc" } });
        return found[pick % (found.length || 1)]?.id ?? newId();
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
          await undoRedemption(systemCtx(db, now), id, pick % 3 > 0);
          undone.push(id);
        },
        again: async (_, now) => {
          const id = undone.pop();
          if (id) earned.push(await redeemAgain(systemCtx(db, now), id));
        },
        settle: (_, now) => settleDue(systemCtx(db, now)),
        adjust: (pick, now) => {
          const sign = pick % 3 ? ("PLUS" as const) : ("MINUS" as const);
          const input = { distributorId: owners[pick % 3]!, sign, amountMinor: String(pick + 1), reason: "随机" };
          return requestAdjustment({ ...people.first, now }, input);
        },
        agree: async (pick, now) => {
          const found = await db.adjustment.findMany({ where: { ...mine, status: "REQUESTED" }, orderBy: { no: "asc" } });
          const id = found[pick % (found.length || 1)]?.id ?? newId();
          await (pick % 5
            ? approveAdjustment({ ...people.second, now }, { id })
            : rejectAdjustment(people.second, { id, reason: "随机" }));
        },
        contest: async (pick, now) => {
          // Mostly one that may be contested.
          const where = {
            ...mine,
            statementId: { not: null },
            ...(pick % 6 ? { statement: { status: "PAYABLE" as const } } : {}),
          };
          const found = await db.commission.findMany({ where, orderBy: { id: "asc" } });
          const line = found[pick % (found.length || 1)];
          if (!line) return;
          const own = ctxOf(db, actors.get(line.distributorId)!, now);
          await openDispute(own, { statementId: line.statementId!, commissionId: line.id, text: "随机" });
        },
        decide: async (pick, now) => {
          const disputeId = await pickDispute(pick);
          const correction = { sign: pick % 2 ? ("PLUS" as const) : ("MINUS" as const), amountMinor: String(pick + 1) };
          const decision = { disputeId, text: "随机" };
          const upheld = { ...decision, outcome: "UPHELD" as const };
          await decideDispute({ ...people.first, now }, pick % 2 ? upheld : { ...decision, outcome: "CORRECTED", ...correction });
        },
        withdraw: async (pick, now) => {
          const disputeId = await pickDispute(pick);
          const dispute = await db.dispute.findUnique({ where: { id: disputeId } });
          const own = actors.get(dispute?.distributorId ?? network.seller.id)!;
          await withdrawDispute(ctxOf(db, own, now), { disputeId });
        },
        terms: async (pick) => {
          const taxMethod = taxMethods[pick % 3]!;
          const terms = { taxMethod, taxRateBps: pick, taxExemptionMinor: String(pick % 90), minPayoutMinor: String(pick % 150) };
          await changeSettings(people.owner, terms);
          const taxKind = pick % 4 ? ("PERSON" as const) : ("COMPANY" as const);
          await db.distributor.update({ where: { id: owners[pick % 3]! }, data: { taxKind } });
        },
        prepare: async (pick) => {
          const where = { ...mine, ...(pick % 6 ? { status: "PAYABLE" as const } : {}) };
          const found = await db.statement.findMany({ where, orderBy: { no: "asc" } });
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
        expect(
          (await checkInvariants(db)).filter((result) => result.wrong.length > 0),
          verb,
        ).toEqual([]);
      }
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
