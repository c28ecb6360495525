import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env.ts";
import { Prisma, PrismaClient } from "#lib/generated/prisma/client.ts";

export { Prisma };
export type Db = PrismaClient;
/** A transaction's client; every query helper takes `Db | Tx`. */
export type Tx = Prisma.TransactionClient;

/** A client of its own, for tests and scripts. Close it with `$disconnect()`. */
export function createDb(url: string, options: { poolSize?: number; prepared?: boolean } = {}): Db {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.poolSize ?? 10,
      // A statement that runs away must not hold locks for ever; long work is cut into short statements.
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      ...(options.prepared ? { options: preparedPlans } : {}),
    },
    { statementNameGenerator: ({ sql }) => (options.prepared || sql.startsWith(preparedMark) ? statementName(sql) : undefined!) },
  );
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 20_000, timeout: 60_000 },
  });
}

/**
 * A statement that begins with this is prepared also by clients that prepare nothing else: for the few whose planning costs more than their
 * work. PostgreSQL weighs a plan for any parameters against planning anew, and drops it when a table's statistics change.
 */
export const preparedMark = "/* prepared */";

/**
 * A prepared plan outlives the moment it was made in. Made while a table was small it would read the whole table ever after: so the
 * hot statements, which all go by keys, are planned by index and loop, once.
 */
const preparedPlans = [
  "enable_seqscan=off",
  "enable_hashjoin=off",
  "enable_mergejoin=off",
  "plan_cache_mode=force_generic_plan",
  "jit=off",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

const names = new Map<string, string>();

/** Planning a statement of the hot paths costs more than running it: each is prepared once per connection, under one name. */
function statementName(sql: string): string {
  const found = names.get(sql);
  if (found) return found;
  const name = `k${createHash("sha256").update(sql).digest("base64url").slice(0, 20)}`;
  names.set(sql, name);
  return name;
}

const holder = globalThis as { kayisuDb?: Db; kayisuHotDb?: Db };

/** The process's client, made on first use (so that a build needs no database). */
export function db(): Db {
  holder.kayisuDb ??= createDb(env().DATABASE_URL, {
    poolSize: env().DATABASE_POOL_SIZE,
  });
  return holder.kayisuDb;
}

/** For the hot endpoints only: few connections of their own, so that a rush there and the back office do not wait for each other. */
export function hotDb(): Db {
  holder.kayisuHotDb ??= createDb(env().DATABASE_URL, { poolSize: 4, prepared: true });
  return holder.kayisuHotDb;
}
