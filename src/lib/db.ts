import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env.ts";
import { Prisma, PrismaClient } from "#lib/generated/prisma/client.ts";

export { Prisma };
export type Db = PrismaClient;
/** A transaction's client; every query helper takes `Db | Tx`. */
export type Tx = Prisma.TransactionClient;

/** A client of its own, for tests and scripts. Close it with `$disconnect()`. */
export function createDb(url: string, options: { poolSize?: number } = {}): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.poolSize ?? 10,
    // A statement that runs away must not hold locks for ever; long work is cut into short statements.
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 20_000, timeout: 60_000 },
  });
}

const holder = globalThis as { kayisuDb?: Db };

/** The process's client, made on first use (so that a build needs no database). */
export function db(): Db {
  holder.kayisuDb ??= createDb(env().DATABASE_URL, {
    poolSize: env().DATABASE_POOL_SIZE,
  });
  return holder.kayisuDb;
}
