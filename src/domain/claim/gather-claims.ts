import type { Ctx } from "#lib/context.ts";
import type { Db, Tx } from "#lib/db.ts";
import { type Answer, decideClaims, type Wish } from "./decide-claims.ts";

/** Wishes in one statement, and statements of one link under way at once: more of either was measured slower (they wait for the same rows). */
const largest = 100;
const lanes = 1;

type Waiting = { wish: Wish; resolve: (answer: Answer | null) => void; reject: (error: unknown) => void };
type Queue = { linkHash: Uint8Array; waiting: Waiting[]; busy: number; asked: Set<string> };

const queues = new WeakMap<Db | Tx, Map<string, Queue>>();

/**
 * Claims of the same link that arrive together are decided together: while a statement is under way those behind it gather, and go
 * with the next. No timer: a claim that comes alone goes at once. Inside somebody's transaction a wish is decided on its own.
 */
export async function gatherClaim(ctx: Pick<Ctx, "db">, linkHash: Uint8Array, wish: Wish): Promise<Answer | null> {
  if (!("$connect" in ctx.db)) return (await decideClaims(ctx, linkHash, [wish]))?.[0] ?? null;
  const links = queues.get(ctx.db) ?? new Map<string, Queue>();
  queues.set(ctx.db, links);
  const key = Buffer.from(linkHash).toString("base64");
  const queue = links.get(key) ?? { linkHash, waiting: [], busy: 0, asked: new Set() };
  links.set(key, queue);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ wish, resolve, reject });
    void run(ctx.db, links, key, queue);
  });
}

async function run(db: Db | Tx, links: Map<string, Queue>, key: string, queue: Queue): Promise<void> {
  if (queue.busy >= lanes) return;
  queue.busy += 1;
  try {
    for (let batch = next(queue); batch.length > 0; batch = next(queue)) await decide(db, queue, batch);
  } finally {
    queue.busy -= 1;
    if (queue.busy === 0 && queue.waiting.length === 0) links.delete(key);
  }
}

/** One wish per browser in all statements under way: a second of the same browser would only run into the first. */
function next(queue: Queue): Waiting[] {
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  for (const one of queue.waiting) {
    const free = batch.length < largest && !queue.asked.has(one.wish.deviceId);
    (free ? batch : later).push(one);
    if (free) queue.asked.add(one.wish.deviceId);
  }
  queue.waiting = later;
  return batch;
}

async function decide(db: Db | Tx, queue: Queue, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await decideClaims(
      { db },
      queue.linkHash,
      batch.map((one) => one.wish),
    );
    batch.forEach((one, pos) => {
      one.resolve(answers?.[pos] ?? null);
    });
  } catch (error) {
    for (const one of batch) one.reject(error);
  } finally {
    for (const one of batch) queue.asked.delete(one.wish.deviceId);
  }
}
