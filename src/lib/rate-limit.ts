import pg from "pg";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { keyedHash } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** So many points in so many seconds. */
export type Limit = { points: number; seconds: number };

type Holder = { pool: pg.Pool; limiters: Map<string, RateLimiterAbstract>; spent: Map<string, number> };
const holder = globalThis as { kayisuLimits?: Holder };

/** Its own few connections: counting must not wait for, nor roll back with, the command it guards. */
function limits(): Holder {
  if (holder.kayisuLimits) return holder.kayisuLimits;
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2, connectionTimeoutMillis: 2_000 });
  pool.on("error", (error) => log.warn({ err: error }, "rate limit connection lost"));
  holder.kayisuLimits = { pool, limiters: new Map(), spent: new Map() };
  return holder.kayisuLimits;
}

function limiter(name: string, { points, seconds }: Limit): RateLimiterAbstract {
  const { pool, limiters } = limits();
  const id = `${name}:${points}:${seconds}`;
  const found = limiters.get(id);
  if (found) return found;
  const shared = { keyPrefix: name, points, duration: seconds };
  const made = new RateLimiterPostgres({
    ...shared,
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: true,
    insuranceLimiter: new RateLimiterMemory(shared), // the database being away must not open the gates
  });
  limiters.set(id, made);
  return made;
}

/** Addresses and phones are not kept in the counters' table. */
const hidden = (key: string) => keyedHash("rate-limit", key).toString("base64url");

/**
 * `await consume("phone-code", phone, { points: 5, seconds: 3600 })` before the work. Throws TOO_MANY_REQUESTS with
 * details.retryAfterSeconds when nothing is left. A key is an address, an account, a phone; null counts as one shared key.
 */
export async function consume(name: string, key: string | null, limit: Limit): Promise<void> {
  try {
    await limiter(name, limit).consume(hidden(key ?? "unknown"));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    rememberSpent(spentKey(name, key, limit), Date.now() + refusal.msBeforeNext);
    throw new DomainError("TOO_MANY_REQUESTS", { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

const spentKey = (name: string, key: string | null, { points, seconds }: Limit) =>
  `${name}:${points}:${seconds}:${key ?? "unknown"}`;

function rememberSpent(key: string, until: number): void {
  const { spent } = limits();
  if (spent.size >= 10_000) for (const [old, end] of spent) if (end <= Date.now() || spent.size >= 10_000) spent.delete(old);
  spent.set(key, until);
}

/**
 * For hot paths, before the work: throws when this process has already seen the key run out. It asks nobody and takes no
 * point; the work calls `consume` when it turns out to be one that counts.
 */
export function refuseWhenSpent(name: string, key: string | null, limit: Limit): void {
  const until = limits().spent.get(spentKey(name, key, limit));
  if (!until || until <= Date.now()) return;
  throw new DomainError("TOO_MANY_REQUESTS", { retryAfterSeconds: Math.ceil((until - Date.now()) / 1000) });
}

/** Gives one point back: what looked like guessing was not. */
export async function giveBack(name: string, key: string | null, limit: Limit): Promise<void> {
  await limiter(name, limit).reward(hidden(key ?? "unknown"));
}

/** Starts the key's count anew. */
export async function forget(name: string, key: string | null, limit: Limit): Promise<void> {
  limits().spent.delete(spentKey(name, key, limit));
  await limiter(name, limit).delete(hidden(key ?? "unknown"));
}
