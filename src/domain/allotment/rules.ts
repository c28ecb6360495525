import { day } from "#lib/time.ts";

/** A voucher that ends within a day is not sold any more. */
const leastLife = day;
export const sellableUntil = (now: Date): Date => new Date(now.getTime() + leastLife);

/** Others held some of the stock while we looked: wait a little, differently each time, and look again. */
const mostTries = 12;
const retryDelay = (attempt: number, random: number): number => Math.round((20 + 40 * attempt) * (0.5 + random));

/** Waits and tries again as long as `work` answers null. The last null is BUSY to the caller. */
export async function tryOften<T>(work: () => Promise<T | null>, random: () => number = Math.random): Promise<T | null> {
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const result = await work();
    if (result !== null) return result;
    await new Promise((resolve) => setTimeout(resolve, retryDelay(attempt, random())));
  }
  return null;
}
