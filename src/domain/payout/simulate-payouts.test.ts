import { expect } from "vitest";
import { test } from "#test/database.ts";
import { simulatePayouts } from "#test/payout-simulation.ts";

/** `npm run test:faults` runs the same with 10,000 payouts and 20 seeds. */
for (const seed of [1, 20_261_122]) {
  test(`150 payouts, 3 of 10 calls faulty, seed ${seed}: the provider's books agree`, { timeout: 180_000 }, async ({ db }) => {
    const { wrong, status, faulty, calls } = await simulatePayouts(db, { seed, items: 150 });
    expect(wrong).toEqual([]);
    expect(faulty).toBeGreaterThan(calls * 0.2);
    expect(status.PAID).toBeGreaterThan(75);
  });
}
