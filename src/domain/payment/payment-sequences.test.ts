import fc from "fast-check";
import { beforeAll, expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import { inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute } from "#lib/time.ts";
import { expectBooksToBalance } from "#test/checker.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { notice, type ScriptedProvider, scriptedProvider } from "#test/scripted-provider.ts";
import { cancelOwnPayment, checkOwnPayment, retryOwnPayment } from "./continue-payment.ts";
import { approveRefund, rejectRefund } from "./decide-refund.ts";
import { followPaymentEvent } from "./follow-event.ts";
import { queryPayments } from "./query-payments.ts";
import { requestRefund } from "./request-refund.ts";
import { startTopUp } from "./start-topup.ts";

const verbs = [
  ...(["start", "start", "pay", "pay", "pay", "payWrong", "end", "tell", "tell", "tick", "tick", "pass"] as const),
  ...(["cancel", "check", "retry", "spend", "trouble"] as const),
  ...(["ask", "ask", "ask", "approve", "approve", "approve", "approve", "reject", "settleRefund"] as const),
] as const;
type Step = { verb: (typeof verbs)[number]; pick: number };
const steps = fc.array(fc.record<Step>({ verb: fc.constantFrom(...verbs), pick: fc.nat(1000) }), {
  minLength: 25,
  maxLength: 45,
  size: "max",
});

/** What may be refused in a random order of events; anything else is a defect. */
const refusals = ["CONFLICT", "NOT_FOUND", "UNDECIDED", "LIMIT_REACHED", "INSUFFICIENT_BALANCE", "TOO_MANY_REQUESTS"];
const calls = ["start", "query", "close", "refund", "queryRefund"] as const;
const troubles = ["lost-before", "lost-after", "throw"] as const;

let provider: ScriptedProvider;
beforeAll(() => {
  provider = scriptedProvider();
  usePaymentProviders([provider]);
});

test("whatever happens in whatever order, the books are the provider's books", { timeout: 300_000 }, async ({ db }) => {
  const [first, second] = [await makeStaff(db, "FINANCE"), await makeStaff(db, "FINANCE")];
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      let now = new Date("2026-11-22T08:00:00Z");
      const { actor, id: distributorId } = await makeDistributor(db);
      const own = () => ctxOf(db, actor, now);
      const payments = () => db.payment.findMany({ where: { distributorId }, orderBy: { no: "asc" } });
      /** Mostly one that is as far as that. */
      const one = async (pick: number, state?: string) => {
        const all = await payments();
        const fitting = state && pick % 6 ? all.filter((payment) => payment.state === state) : all;
        return fitting[pick % (fitting.length || 1)];
      };
      const refundAt = async (pick: number, state?: "REQUESTED") => {
        const all = await db.refund.findMany({ where: { payment: { distributorId } }, orderBy: { no: "asc" } });
        const fitting = state && pick % 6 ? all.filter((refund) => refund.state === state) : all;
        return fitting[pick % (fitting.length || 1)];
      };
      const orderOf = async (pick: number) => provider.orders.get((await one(pick))?.outNo ?? "");
      const act: Record<Step["verb"], (pick: number) => Promise<unknown>> = {
        start: (pick) => startTopUp(own(), { amountMinor: String(1000 + pick * 100), method: "SANDBOX" }),
        pay: async (pick) => {
          const outNo = (await one(pick, "PENDING"))?.outNo ?? "";
          if (provider.orders.has(outNo) && provider.orders.get(outNo)!.state !== "PAID") provider.pay(outNo);
        },
        payWrong: async (pick) => {
          const order = await orderOf(pick);
          if (pick % 3 === 0 && order?.state === "OPEN")
            provider.pay((await one(pick))!.outNo, { amountMinor: order.amountMinor - 1n });
        },
        end: async (pick) => {
          if ((await orderOf(pick))?.state === "OPEN") provider.end((await one(pick))!.outNo, pick % 2 ? "FAILED" : "CLOSED");
        },
        tell: async (pick) => {
          const outNo = pick % 4 ? (await one(pick))?.outNo : (await refundAt(pick))?.outNo;
          if (!outNo) return;
          const taken = await takeEvent(systemCtx(db, now), provider, notice(outNo, newId()));
          await followPaymentEvent(systemCtx(db, now), taken!);
        },
        tick: () => queryPayments(systemCtx(db, now)),
        pass: async (pick) => {
          now = new Date(now.getTime() + [minute, 10 * minute, hour, 9 * hour][pick % 4]!);
        },
        cancel: async (pick) => cancelOwnPayment(own(), { id: (await one(pick))?.id ?? newId() }),
        check: async (pick) => checkOwnPayment(own(), { id: (await one(pick))?.id ?? newId() }),
        retry: async (pick) => retryOwnPayment(own(), { id: (await one(pick))?.id ?? newId() }),
        spend: async (pick) => {
          const { prepaidMinor } = await getBalances({ db }, distributorId);
          const amount = (prepaidMinor * BigInt(pick % 60)) / 100n;
          if (amount === 0n) return;
          const lines = [
            { account: { kind: "PREPAID" as const, ownerId: distributorId }, debitMinor: amount },
            { account: { kind: "SALES" as const }, creditMinor: amount },
          ];
          await inTransaction(systemCtx(db, now), (tx) => postTransaction(tx, { kind: "purchase", reference: newId(), lines }));
        },
        ask: async (pick) => {
          const payment = await one(pick, "PAID");
          const amountMinor = String((BigInt(payment?.amountMinor ?? 100n) * BigInt(1 + (pick % 40))) / 100n);
          const by = pick % 2 ? own() : ctxOf(db, first, now);
          await requestRefund(by, { paymentId: payment?.id ?? newId(), amountMinor, reason: "随机" });
        },
        approve: async (pick) => {
          provider.refundAs = (["DONE", "DONE", "PENDING", "FAILED"] as const)[pick % 4]!;
          await approveRefund(ctxOf(db, second, now), { id: (await refundAt(pick, "REQUESTED"))?.id ?? newId() });
        },
        reject: async (pick) => {
          if (pick % 3 === 0)
            await rejectRefund(ctxOf(db, second, now), {
              id: (await refundAt(pick, "REQUESTED"))?.id ?? newId(),
              reason: "随机",
            });
        },
        settleRefund: async (pick) => {
          const sent = provider.refunds.get((await refundAt(pick))?.outNo ?? "");
          if (sent?.state === "PENDING") sent.state = pick % 2 ? "DONE" : "FAILED";
        },
        trouble: async (pick) => provider.trouble(calls[pick % 5]!, troubles[pick % 3]!),
      };
      for (const { verb, pick } of sequence) {
        await act[verb](pick).catch((error) => {
          if (!(error instanceof DomainError && refusals.includes(error.code))) throw error;
        });
        await expectBooksToBalance(db);
      }
      // Everything is settled in the end: what the provider holds in his books is what ours say.
      for (const sent of provider.refunds.values()) if (sent.state === "PENDING") sent.state = "DONE";
      provider.calls.length = 0;
      for (let i = 0; i < 12; i++)
        await queryPayments(systemCtx(db, new Date(now.getTime() + (i < 4 ? (i + 1) * 2 * hour : i * day))));
      await expectBooksToBalance(db);
      for (const { state, outNo, amountMinor } of await payments()) {
        const order = provider.orders.get(outNo);
        const rightlyPaid = order?.state === "PAID" && order.said.amountMinor === undefined;
        expect([outNo, state === "PAID"]).toEqual([outNo, rightlyPaid]);
        if (rightlyPaid) expect(order.amountMinor).toBe(amountMinor);
      }
      for (const refund of await db.refund.findMany({ where: { payment: { distributorId } } })) {
        const sent = provider.refunds.get(refund.outNo);
        if (refund.state === "DONE") expect(sent).toMatchObject({ state: "DONE", amountMinor: refund.amountMinor });
        else if (refund.state === "FAILED") expect(sent?.state ?? "FAILED").toBe("FAILED");
        else if (refund.state === "REQUESTED" || refund.state === "REJECTED") expect(sent).toBeUndefined();
        else expect(["UNKNOWN", "SENDING", "PENDING"]).toContain(refund.state); // never sent: for a person
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
