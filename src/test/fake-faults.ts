/** How the fake providers misbehave, and the seed that decides when. The same seed misbehaves in the same way. */
export type Fault =
  /** Of a call: nothing reaches the provider; he acts and nobody hears it; he acts and answers 500; 429 without effect … */
  | "timeout-before"
  | "timeout-after"
  | "error-after"
  | "rate-limit"
  /** … he acts, but a query finds nothing for a while; he answers with a wrong signature; with a code nobody knows. */
  | "not-found"
  | "mis-signed"
  | "never-seen"
  /** Of an answer: the amount is another one. */
  | "changed-amount"
  /** Of a payout: our balance is short; the payee's account is wrong; it waits for him; he never confirms and the provider lags; it comes back. */
  | "balance-short"
  | "refused"
  | "wait"
  | "wait-past-24h"
  | "return";

/** Numbers in [0, 1) that look random and are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

export function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** Faults asked for come first, in order; after them the seed decides, `share` of the calls. */
export class Faults {
  readonly random: () => number;
  share: number;
  kinds: readonly Fault[];
  private readonly next: (Fault | "ok")[] = [];

  constructor(options: { seed?: number; share?: number; kinds?: readonly Fault[] } = {}) {
    this.random = seeded(options.seed ?? 1);
    this.share = options.share ?? 0;
    this.kinds = options.kinds ?? [];
  }

  /** What the coming calls meet. */
  behave(...faults: (Fault | "ok")[]): void {
    this.next.push(...faults);
  }

  draw(): Fault | null {
    const asked = this.next.shift();
    if (asked) return asked === "ok" ? null : asked;
    if (this.kinds.length === 0 || this.random() >= this.share) return null;
    return pick(this.random, this.kinds);
  }
}

/** A clock that tests move. */
export class FakeClock {
  private offset = 0;
  private readonly start: Date | null;

  constructor(start: Date | null = null) {
    this.start = start;
  }
  now = (): Date => new Date((this.start?.getTime() ?? Date.now()) + this.offset);
  pass(ms: number): void {
    this.offset += ms;
  }
}
