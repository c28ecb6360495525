import { fromPrisma, PgBoss, type QueueOptions } from "pg-boss";
import type { Db, Tx } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** Background jobs by name, with the data each carries: ids only, since a job's row outlives it by days. */
export type Jobs = { import: { importId: string }; cron: { path: string } };
export type JobName = keyof Jobs;

export const queueSchema = "pgboss";

/** A worker that dies stops its heartbeat; the job is then taken up again by another, or by itself after a restart. */
export const queues: Record<JobName, QueueOptions> = {
  import: { expireInSeconds: 6 * 3600, heartbeatSeconds: 20, retryLimit: 50, retryDelay: 2 },
  cron: { expireInSeconds: 600, retryLimit: 0, deleteAfterSeconds: 86_400 },
};

/** Makes or updates the queue's own tables; `npm start` and the tests do it after the migrations. */
export async function installQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: queueSchema, max: 2, supervise: false, schedule: false });
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  await boss.start();
  try {
    for (const [name, options] of Object.entries(queues)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

let sender: Promise<PgBoss> | undefined;

/** Sends only: no polling, no timers. One connection of its own, since Prisma cannot read what the start looks at; jobs go through the caller's transaction. */
function openSender(): Promise<PgBoss> {
  const connection = { connectionString: env().DATABASE_URL, max: 1 };
  const boss = new PgBoss({ ...connection, schema: queueSchema, migrate: false, supervise: false, schedule: false });
  boss.on("error", (error) => log.error({ err: error }, "queue"));
  return boss.start();
}

/** Part of the transaction `tx`: the job exists exactly when what it works on does. */
export async function enqueueJob<Name extends JobName>(tx: Db | Tx, name: Name, data: Jobs[Name]): Promise<void> {
  sender ??= openSender();
  const boss = await sender.catch((error) => {
    sender = undefined;
    throw error;
  });
  await boss.send(name, data, { db: fromPrisma(tx) });
}

/** For scripts, which must end. */
export async function closeQueue(): Promise<void> {
  const boss = await sender;
  sender = undefined;
  await boss?.stop({ graceful: false });
}
