import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { systemActor } from "#lib/context.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type Jobs, queueSchema } from "#lib/queue.ts";

/** Background work: imports, and the clock that calls the cron routes. Any number of workers may run beside each other. */
const { DATABASE_URL, PORT, HOST, CRON_SECRET } = env();
const app = `http://${!HOST || HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST}:${PORT}`;

/** What is due is decided by the command behind the route; these are only how often it is asked. */
const clock = [
  { path: "/api/cron/settlement", cron: "7 * * * *" },
  { path: "/api/cron/expiry", cron: "*/10 * * * *" },
  { path: "/api/cron/reconciliation", cron: "25 * * * *" },
];
/** What cannot wait for a cron's minute. Each goes its own pace, and slows down while the application does not answer. */
const often = [
  { path: "/api/cron/messages", everyMs: 5_000 },
  { path: "/api/cron/payments", everyMs: 10_000 },
  { path: "/api/cron/payouts", everyMs: 10_000 },
];
const atMostMs = 60_000;

const closing = new AbortController();

async function callRoute(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(app + path, {
    method: "POST",
    headers: { authorization: `Bearer ${CRON_SECRET}` },
    signal: AbortSignal.any([closing.signal, AbortSignal.timeout(9 * 60_000)]),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return JSON.parse(body) as Record<string, unknown>;
}

async function runImport({ importId }: Jobs["import"]): Promise<void> {
  const { runImport: run } = await import("#domain/batch/run-import.ts");
  await run({ db: db(), actor: systemActor("worker"), now: new Date() }, { importId });
}

const boss = new PgBoss({
  connectionString: DATABASE_URL,
  schema: queueSchema,
  application_name: "kayisu-worker",
  max: 4,
  monitorIntervalSeconds: 10,
});
boss.on("error", (error) => log.error({ err: error }, "queue"));

async function startQueue(): Promise<void> {
  await boss.start();
  await boss.work<Jobs["import"]>("import", { batchSize: 1, pollingIntervalSeconds: 1 }, async ([job]) => {
    if (!job) return;
    log.info({ job: job.id, importId: job.data.importId }, "import begins");
    try {
      await runImport(job.data);
    } catch (error) {
      log.error({ err: error, job: job.id, importId: job.data.importId }, "import failed, will be tried again");
      throw error;
    }
  });
  await boss.work<Jobs["cron"]>("cron", { batchSize: 1, pollingIntervalSeconds: 2 }, async ([job]) => {
    if (!job) return;
    try {
      log.info({ path: job.data.path, result: await callRoute(job.data.path) }, "cron");
    } catch (error) {
      log.error({ err: error, path: job.data.path }, "cron failed");
      throw error;
    }
  });
  for (const { path, cron } of clock)
    await boss.schedule("cron", cron, { path }, { tz: "Asia/Shanghai", key: path.replaceAll("/", "_") });
}

async function callOften({ path, everyMs }: (typeof often)[number]): Promise<void> {
  let failures = 0;
  while (!closing.signal.aborted) {
    try {
      await callRoute(path);
      failures = 0;
    } catch (error) {
      if (closing.signal.aborted) return;
      failures += 1;
      if (failures === 3 || failures % 60 === 0) log.warn({ err: error, path, failures }, "a route that is called often fails");
    }
    const pause = Math.min(everyMs * 2 ** Math.min(failures, 6), atMostMs);
    await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
  }
}

/** An import under way gets ten seconds to reach its next safe point; cut off, it goes on from there after the restart. */
async function shutDown(reason: string): Promise<void> {
  if (closing.signal.aborted) return;
  log.info({ reason }, "worker is closing");
  closing.abort();
  await boss.stop({ graceful: true, timeout: 10_000 }).catch((error) => log.error({ err: error }, "queue did not stop"));
  await db().$disconnect();
  process.exit(0);
}

process.on("SIGTERM", () => void shutDown("SIGTERM"));
process.on("SIGINT", () => void shutDown("SIGINT"));
process.on("disconnect", () => void shutDown("parent is gone"));
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

await startQueue().catch((error) => {
  log.fatal({ err: error }, "worker cannot start");
  process.exit(1);
});
log.info("worker is ready");
await Promise.all(often.map(callOften));
