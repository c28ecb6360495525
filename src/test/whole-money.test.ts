import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { cashAccountIdOf } from "#domain/reconciliation/collect-day.ts";
import { fetchStatement } from "#domain/reconciliation/fetch-statement.ts";
import { DomainError } from "#lib/errors.ts";
import { day, dayKey, dayStart, hour, plusDays } from "#lib/time.ts";
import { expectBooksToBalance } from "./checker.ts";
import { test } from "./database.ts";
import { systemCtx } from "./factories.ts";
import { FakeClock } from "./fake-faults.ts";
import { FakePayouts } from "./fake-payouts.ts";
import { makePeople } from "./payouts.ts";
import { scriptedProvider } from "./scripted-provider.ts";
import { heldBy, openStory, statementOf, type Verb, type World } from "./whole-money.ts";

/** How often each command comes, so that stories get somewhere. */
const often: Partial<Record<Verb, number>> = {
  ...{ start: 3, pay: 4, askPayments: 4, transfer: 2, buy: 5, claim: 4, redeem: 6, settle: 4, pass: 6 },
  ...{
    prepare: 4,
    approve: 4,
    send: 4,
    askPayouts: 3,
    withdraw: 3,
    decideWithdrawal: 4,
    reconcile: 3,
    contest: 3,
    decide: 3,
    askRefund: 2,
    decideRefund: 2,
    cancel: 2,
    retry: 2,
  },
};
const rare: Verb[] = [...(["recall", "reverse", "expire", "adjust", "book", "close"] as const)];
const verbs = [...rare, ...Object.entries(often).flatMap(([verb, count]) => Array<Verb>(count).fill(verb as Verb))];
const step = fc.record({ verb: fc.constantFrom(...verbs), pick: fc.nat(1000) });
const story = fc.array(step, { minLength: 50, maxLength: 90, size: "max" });

/** What may be refused in a random order of events; anything else is a defect. */
const refusals = [
  ...["CONFLICT", "NOT_FOUND", "UNDECIDED", "LIMIT_REACHED", "INSUFFICIENT_BALANCE", "INSUFFICIENT_STOCK", "TOO_MANY_REQUESTS"],
  ...["TOO_LATE", "PAYEE_REQUIRED", "EXPIRED", "NOT_CLAIMED", "ALREADY_REDEEMED", "NOT_OPEN_YET", "INVALID_INPUT", "FORBIDDEN"],
];
afterAll(() => usePaymentProviders(null));

test("every money command in any order: the checker passes after each, and in the end the books are the providers' books", {
  timeout: 600_000,
}, async ({ db }) => {
  const seed = Number(process.env.MONEY_SEED ?? Date.now() % 1_000_000_000);
  const numRuns = Number(process.env.MONEY_RUNS ?? 6);
  const clock = new FakeClock(new Date("2030-01-07T04:00:00Z"));
  const payouts = new FakePayouts({ seed, share: 0.3, clock });
  const world: World = { db, people: await makePeople(db), payments: scriptedProvider(), payouts };
  world.payments.downloadStatement = async (asked) => statementOf(world, asked);
  usePaymentProviders([world.payments]);
  const began = clock.now();
  const done = new Map<string, number>();
  const sayDone = (verb: string, outcome: string) => done.set(`${verb} ${outcome}`, (done.get(`${verb} ${outcome}`) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const { act } = await openStory(world);
      const first = [1, 2, 3].map((pick) => ({ verb: "transfer" as const, pick: 999 - pick })); // nobody can do anything without money
      for (const { verb, pick } of [...first, ...steps]) {
        clock.pass(1000);
        try {
          await act(verb, pick);
          sayDone(verb, "done");
        } catch (error) {
          if (!(error instanceof DomainError && refusals.includes(error.code))) throw error;
          sayDone(verb, error.code);
        }
        await expectBooksToBalance(db);
      }
    }),
    { numRuns, seed, endOnFailure: true },
  );
  await settleEverything(world);
  for (let at = dayStart(began); at < dayStart(clock.now()); at = plusDays(at, 1))
    await fetchStatement(systemCtx(db, clock.now()), { provider: "SANDBOX", day: dayKey(at) });
  await expectBooksToBalance(db);
  const left = await db.reconciliation.findMany({
    where: { OR: ["missingCount", "differentCount", "ledgerCount", "extraCount"].map((key) => ({ [key]: { gt: 0 } })) },
  });
  expect(left).toEqual([]);
  const cash = await db.ledgerEntry.aggregate({ where: { accountId: cashAccountIdOf("SANDBOX") }, _sum: { amountMinor: true } });
  const booked = await db.ledgerEntry.aggregate({
    where: { accountId: cashAccountIdOf("SANDBOX"), transaction: { kind: { startsWith: "reconciliation" } } },
    _sum: { amountMinor: true },
  });
  expect((cash._sum.amountMinor ?? 0n) - (booked._sum.amountMinor ?? 0n)).toBe(heldBy(world));
  const did = [...done].filter(([key]) => key.endsWith(" done")).map(([key, count]) => `${key.slice(0, -5)} ${count}`);
  process.stdout.write(`seed ${seed}, ${numRuns} stories: ${did.sort().join(", ")}\n`);
});

/** Nothing stays under way: whatever a provider can say, he has said. */
async function settleEverything(world: World): Promise<void> {
  const { db, payments, payouts } = world;
  payouts.faults.share = 0;
  for (const refund of payments.refunds.values()) if (refund.state === "PENDING") refund.state = "FAILED";
  const providers = new Map([["SANDBOX", payouts]]);
  for (let i = 0; i < 12; i++) {
    payouts.pass(i < 4 ? 3 * hour : day);
    await queryPayments(systemCtx(db, payouts.clock.now()));
    await queryPayouts(systemCtx(db, payouts.clock.now()), { providers });
  }
}
