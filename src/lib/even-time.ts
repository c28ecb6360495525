import { setTimeout as sleep } from "node:timers/promises";

/** Runs work, answering or failing no sooner than after `ms`: how long it took says nothing about what was found. */
export async function atLeast<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), sleep(ms)]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
