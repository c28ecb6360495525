import type { Actor, Ctx, DeviceActor, DistributorActor, MerchantActor, StaffActor } from "#lib/context.ts";
import { tokenHash } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";
import { day } from "#lib/time.ts";

/** Numbers that look random and are the same every time (mulberry32). */
export function makeRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    int: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    chance: (probability: number) => next() < probability,
  };
}
export type Random = ReturnType<typeof makeRandom>;

export type Staff = Record<"owner" | "manager" | "finance" | "finance2" | "support" | "auditor", StaffActor>;
/** `joined`: the day of the demo on which he began. */
export type Seller = { actor: DistributorActor; levelRank: number; weight: number; joined: number };
export type SeededProduct = { id: string; name: string; fulfilment: "CODE" | "STORE"; appeal: number };

/** What the parts of the demo share. `start` is the first of the demo's days, `now` the moment of seeding. */
export type World = {
  db: Db;
  random: Random;
  start: Date;
  now: Date;
  days: number;
  staff: Staff;
  products: SeededProduct[];
  sellers: Seller[];
  merchants: MerchantActor[];
};

export const at = <A extends Actor>(world: Pick<World, "db">, actor: A, now: Date): Ctx<A> => ({ db: world.db, actor, now });

/** The moment `hours` into day `index` of the demo, never later than now. */
export function moment(world: Pick<World, "start" | "now">, index: number, hours: number): Date {
  return new Date(Math.min(world.start.getTime() + index * day + hours * 3_600_000, world.now.getTime()));
}

/** The last day ends now: what would come later today has not happened yet. */
export const isAhead = (world: Pick<World, "start" | "now">, index: number, hours: number): boolean =>
  world.start.getTime() + index * day + hours * 3_600_000 > world.now.getTime();

/** A consumer's browser. */
export const browser = (name: string): DeviceActor => ({
  kind: "device",
  deviceId: null,
  tokenHash: new Uint8Array(tokenHash(`demo browser ${name}`)),
  personIds: [],
  ip: null,
});

/** Runs tasks a few at a time; the database has only so many connections. */
export async function inParallel<T>(tasks: readonly T[], width: number, run: (task: T) => Promise<void>): Promise<void> {
  const queue = [...tasks];
  const worker = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) await run(task);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
