import fc from "fast-check";
import { beforeAll, expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute } from "#lib/time.ts";
import { expectBooksToBalance } from "#test/checker.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, systemCtx } from "#test/factories.ts";
import { notice, type ScriptedProvider, scriptedProvider } from "#test/scripted-provider.ts";
import { followPaymentEvent } from "./follow-event.ts";
import { queryPayments } from "./query-payments.ts";
import { startTopUp } from "./start-topup.ts";

/** What happens at the provider. He never takes a payment back; he may say so all the same (a stale or foolish notice). */
type Deed = "pay" | "pay-wrong-amount" | "fail" | "close" | "stale";
const deeds = fc.array(fc.constantFrom<Deed>("pay", "pay-wrong-amount", "fail", "close", "stale"), { maxLength: 5 });
const crowd = fc.array(deeds, { minLength: 10, maxLength: 14 });
/** How the notices arrive: which are lost, how often each comes, in what order, how many at a time, and when the clock asks. */
const ways = fc.record({
  lost: fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
  copies: fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
  order: fc.infiniteStream(fc.nat()),
  atOnce: fc.integer({ min: 1, max: 6 }),
  clockAt: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
});

const now = new Date("2026-11-22T08:00:00Z");
let provider: ScriptedProvider;
beforeAll(() => {
  provider = scriptedProvider();
  usePaymentProviders([provider]);
});

async function startAll(db: Db, count: number) {
  const started: { id: string; outNo: string; distributorId: string }[] = [];
  for (let i = 0; i < count; i++) {
    const distributor = await makeDistributor(db);
    const { id } = await startTopUp(ctxOf(db, distributor.actor, now), { amountMinor: "10000", method: "SANDBOX" });
    const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
    started.push({ id, outNo, distributorId: distributor.id });
  }
  return started;
}

function act(outNo: string, deed: Deed): void {
  const state = provider.orders.get(outNo)!.state;
  if (state === "PAID" || deed === "stale") return;
  if (deed === "pay") provider.pay(outNo);
  if (deed === "pay-wrong-amount") provider.pay(outNo, { amountMinor: 9_999n });
  // He ends an order once; that somebody pays it all the same happens.
  if (state === "OPEN" && deed === "fail") provider.end(outNo, "FAILED");
  if (state === "OPEN" && deed === "close") provider.end(outNo, "CLOSED");
}

async function tell(db: Db, outNo: string, eventId: string): Promise<void> {
  const ctx = systemCtx(db, now);
  const taken = await takeEvent(ctx, provider, notice(outNo, eventId));
  await followPaymentEvent(ctx, taken!);
}

/** What is true in the end: once the clock has asked for a day about whatever no notice told. */
async function outcome(db: Db, started: Awaited<ReturnType<typeof startAll>>) {
  for (const at of [minute, 2 * hour, day]) await queryPayments(systemCtx(db, new Date(now.getTime() + at)));
  return Promise.all(
    started.map(async ({ id, distributorId }) => {
      const { state, reason } = await db.payment.findUniqueOrThrow({ where: { id } });
      const incidents = await db.incident.count({ where: { subjectId: id } });
      const mails = await db.message.count({
        where: {
          dedupeKey: { startsWith: "topup.confirmed" },
          params: { path: ["name"], equals: (await db.distributor.findUniqueOrThrow({ where: { id: distributorId } })).name },
        },
      });
      const { prepaidMinor } = await getBalances({ db }, distributorId);
      return { state: reason === "mismatch" ? "HELD" : state, incidents, mails, prepaidMinor };
    }),
  );
}

test("notices shuffled, doubled and lost end where notices in order end", { timeout: 300_000 }, async ({ db }) => {
  await fc.assert(
    fc.asyncProperty(crowd, ways, async (fates, way) => {
      const inOrder = await startAll(db, fates.length);
      for (const [i, { outNo }] of inOrder.entries())
        for (const deed of fates[i]!) {
          act(outNo, deed);
          await tell(db, outNo, newId());
        }
      const expected = await outcome(db, inOrder);

      const wild = await startAll(db, fates.length);
      const draw = (stream: Iterator<number>) => stream.next().value as number;
      const sent = wild.flatMap(({ outNo }, i) =>
        fates[i]!.map((deed) => {
          act(outNo, deed);
          return {
            outNo,
            eventId: newId(),
            lost: draw(way.lost) === 0,
            copies: draw(way.copies) === 0 ? 5 : 1,
            place: draw(way.order),
          };
        }),
      );
      const arriving = sent.flatMap((one) => (one.lost ? [] : Array(one.copies).fill(one))).sort((a, b) => a.place - b.place);
      for (let i = 0; i < arriving.length; i += way.atOnce) {
        const together = arriving.slice(i, i + way.atOnce).map(({ outNo, eventId }) => tell(db, outNo, eventId));
        if (draw(way.clockAt) === 0)
          together.push(queryPayments(systemCtx(db, new Date(now.getTime() + minute))).then(() => undefined));
        await Promise.all(together);
      }
      expect(await outcome(db, wild)).toEqual(expected);
      await expectBooksToBalance(db);
    }),
    { numRuns: 15 },
  );
});
