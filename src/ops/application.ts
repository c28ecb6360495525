import { setTimeout as sleep } from "node:timers/promises";
import { installQueues } from "../lib/queue.ts";
import { buildWhenNeeded } from "./build.ts";
import { portIsFree } from "./cluster.ts";
import { type Database, dropUnfinished, openDatabase } from "./database.ts";
import { takeInstance } from "./instance.ts";
import { migrate } from "./migrate.ts";
import { dataFolder } from "./paths.ts";
import { OpsError, say } from "./say.ts";
import { makeDataFolder } from "./secrets.ts";
import { demoLogins, demoState, seedDemo } from "./seed.ts";
import { type ChildEnv, checkSettings, childEnv } from "./settings.ts";
import { Child, keepRunning } from "./supervise.ts";

export type Mode = "production" | "development";
type Stop = () => Promise<void>;

/** Everything `npm start` and `npm run dev` do, until a signal; what was started is stopped in the opposite order. */
export async function runApplication(mode: Mode): Promise<number> {
  const started: Stop[] = [];
  const asked = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(0));
    process.on("disconnect", () => resolve(0));
  });
  let code = 1;
  try {
    code = await Promise.race([asked, startAll(mode, started)]);
  } catch (error) {
    if (!(error instanceof OpsError)) throw error;
    for (const line of error.message.split("\n")) process.stderr.write(`kayisu: ${line}\n`);
  } finally {
    for (const stop of started.reverse()) await stop().catch((error) => say(`while stopping: ${(error as Error).message}`));
  }
  return code;
}

/** Resolves only when a child could not be kept running. */
async function startAll(mode: Mode, started: Stop[]): Promise<number> {
  checkSettings(mode);
  const embedded = !process.env.DATABASE_URL;
  const port = Number(process.env.PORT || 3000);
  if (embedded) await takeDataFolder(port);
  await requirePort(port);
  const database = await openDatabase("owner");
  started.push(database.close);
  database.keepRunning();
  const env = await prepareDatabase(mode, database);
  if (mode === "production") await buildWhenNeeded();
  return await serve(env, started);
}

async function takeDataFolder(port: number): Promise<void> {
  const folder = dataFolder();
  makeDataFolder(folder);
  const holder = await takeInstance(folder, () => `http://localhost:${port}`);
  if (holder) throw new OpsError(`Kayisu is already running on ${folder}: ${holder.what}, process ${holder.pid}`);
}

/** The server of a run killed a moment ago needs a moment to notice. */
async function requirePort(port: number): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    if (await portIsFree(port, process.env.HOST)) return;
    await sleep(250);
  }
  throw new OpsError(`port ${port} is in use by another program: stop it, or choose another with PORT=…`);
}

async function prepareDatabase(mode: Mode, database: Database): Promise<ChildEnv> {
  if (database.embedded && (await demoState(database.url)) === "seeding") await dropUnfinished(database);
  const applied = await migrate(database.url);
  if (applied.length > 0) say(`migrated the database (${applied.length} applied)`);
  await installQueues(database.url);
  const env = childEnv(mode, database);
  const wanted = env.KAYISU_DEMO === undefined ? database.embedded : ["1", "true"].includes(env.KAYISU_DEMO);
  const seeded = await seedDemo(env, wanted && env.KAYISU_SANDBOX === "1");
  return { ...env, KAYISU_DEMO: seeded ? "1" : "0" };
}

/** The first server must come up before the others are tried: what is wrong with it would be wrong with all. */
async function serve(env: ChildEnv, started: Stop[]): Promise<number> {
  const startServer = () => new Child("src/server.ts", env);
  const first = startServer();
  started.push(() => first.stop());
  if (!(await first.ready())) throw new OpsError("the server did not start; its own message is above");
  const others = Array.from({ length: Number(env.WEB_PROCESSES) - 1 }, startServer);
  const servers = [first, ...others].map((child, index) => keepRunning(`server ${index + 1}`, startServer, child));
  const worker = keepRunning("the worker", () => new Child("src/worker.ts", env));
  started.push(...servers.map((server) => server.stop), worker.stop);
  await greet(env);
  await Promise.race([...servers, worker].map((kept) => kept.failed));
  return 1;
}

async function greet(env: ChildEnv): Promise<void> {
  const logins = env.KAYISU_DEMO === "1" ? await demoLogins() : [];
  const width = Math.max(0, ...logins.map(({ role }) => role.length));
  if (logins.length > 0) say("demo logins (role, email, password):");
  for (const { role, email, password } of logins) say(`  ${role.padEnd(width)}  ${email}  ${password}`);
  say(`ready at ${env.APP_URL}`);
}
