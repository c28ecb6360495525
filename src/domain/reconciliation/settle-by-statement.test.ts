import { afterEach, expect } from "vitest";
import type { PaymentProvider, StatementLine } from "#adapters/payment/payment.ts";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { dayKey, day as dayMs } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { makeApproved, makePeople, makeWithdrawing } from "#test/payouts.ts";
import { fetchStatement } from "./fetch-statement.ts";

const provider = "SANDBOX" as const;
afterEach(() => usePaymentProviders(null));

function useStatement(lines: StatementLine[]): void {
  const fake = { name: provider, methods: [], merchant: "m", downloadStatement: async () => lines };
  usePaymentProviders([fake as unknown as PaymentProvider]);
}

test("a payout nobody could tell about is settled by its line, by no other, and comes back by another", async ({ db }) => {
  const people = await makePeople(db);
  const made = [];
  for (const amount of [1200n, 1300n, 1400n]) made.push(await makeWithdrawing(db, people, amount));
  const providers = new Map([[provider, new FakePayouts({ share: 1, kinds: ["timeout-after"] })]]);
  const { items } = await makeApproved(db, people, { withdrawalIds: made.map(({ withdrawal }) => withdrawal.id) }, providers);
  await sendPayouts(systemCtx(db), { providers });
  const attempts = await db.payoutAttempt.findMany({
    where: { item: { id: { in: items.map(({ id }) => id) } } },
    orderBy: { amountMinor: "asc" },
  });
  expect(attempts.map(({ state }) => state)).toEqual(["UNKNOWN", "UNKNOWN", "UNKNOWN"]);
  const [first, second, third] = attempts;
  const at = new Date();
  const line = (kind: "PAYOUT" | "RETURN", attempt: typeof first, change: Partial<StatementLine> = {}): StatementLine => ({
    ...{
      lineId: `${kind}-${attempt!.outNo}`,
      kind,
      outNo: attempt!.outNo,
      providerRef: `ref-${attempt!.outNo}`,
      feeMinor: 0n,
      at,
    },
    ...{ amountMinor: kind === "PAYOUT" ? -attempt!.amountMinor : attempt!.amountMinor, payee: "*三", ...change },
  });
  const later = (days: number) => systemCtx(db, new Date(Date.now() + days * dayMs));
  const day = dayKey(at);
  // The first as it was sent; the second to somebody else; the third with a fen less.
  useStatement([
    line("PAYOUT", first),
    line("PAYOUT", second, { payee: "李四" }),
    line("PAYOUT", third, { amountMinor: -1399n }),
  ]);
  const { compared } = await fetchStatement(later(1), { provider, day });
  const states = async () =>
    (
      await db.payoutAttempt.findMany({ where: { id: { in: attempts.map(({ id }) => id) } }, orderBy: { amountMinor: "asc" } })
    ).map(({ state }) => state);
  expect(await states()).toEqual(["PAID", "UNKNOWN", "UNKNOWN"]);
  expect(compared).toMatchObject({ matchedCount: 1, differentCount: 2, missingCount: 0, ledgerCount: 0 });
  const evidence = await db.payoutEvidence.findMany({ where: { attemptId: first!.id, toState: "PAID" } });
  expect(evidence).toMatchObject([{ kind: "STATEMENT", details: { lineId: `PAYOUT-${first!.outNo}` } }]);
  const differences = await db.providerStatementLine.findMany({
    where: { outcome: "DIFFERENT" },
    orderBy: { amountMinor: "asc" },
  });
  expect(differences.map(({ difference }) => difference)).toEqual([
    ["state", "amount"],
    ["state", "payee"],
  ]);
  useStatement([line("RETURN", first, { at: new Date(at.getTime() + dayMs) })]);
  await fetchStatement(later(2), { provider, day: dayKey(new Date(at.getTime() + dayMs)) });
  expect(await states()).toEqual(["RETURNED", "UNKNOWN", "UNKNOWN"]);
  expect(await getBalances({ db }, made[0]!.distributor.id)).toMatchObject({ prepaidMinor: 1000n, outgoingMinor: 1200n });
});
