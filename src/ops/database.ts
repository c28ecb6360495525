import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import {
  answers,
  type Cluster,
  clusterUrl,
  connectTo,
  createCluster,
  freePort,
  portIsFree,
  runningServer,
  startCluster,
  stopCluster,
} from "./cluster.ts";
import { instanceHolder } from "./instance.ts";
import { migrate } from "./migrate.ts";
import { dataFolder } from "./paths.ts";
import { OpsError, say } from "./say.ts";
import { makeDataFolder, ownSecrets } from "./secrets.ts";

/** `keepRunning` starts an embedded server again when it was killed while the application lives. */
export type Database = { url: string; embedded: boolean; close(): Promise<void>; keepRunning(): void };

const name = "kayisu";

/**
 * DATABASE_URL when it is set, else the embedded PostgreSQL, started unless it runs already. The application owns it and stops it
 * in the end; any other command borrows it and stops it only when it had to start it.
 */
export async function openDatabase(as: "owner" | "borrower" = "borrower"): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, embedded: false, close: async () => undefined, keepRunning: () => undefined };
  const folder = dataFolder();
  const { cluster, started } = await startEmbedded(folder);
  let watch: NodeJS.Timeout | undefined;
  const close = async () => {
    clearInterval(watch);
    // An application that started meanwhile uses this server too: leave it.
    if (as === "owner" || (started && !(await instanceHolder(folder)))) await stopCluster(cluster.pgData);
  };
  const keepRunning = () => {
    watch = setInterval(() => restartWhenGone(cluster), 2000);
  };
  return { url: clusterUrl(cluster, name), embedded: true, close, keepRunning };
}

let restarting = false;

async function restartWhenGone(cluster: Cluster): Promise<void> {
  if (restarting || runningServer(cluster.pgData)) return;
  restarting = true;
  say("the embedded PostgreSQL is gone; starting it again");
  await startCluster(cluster, "durable").catch((error) => say((error as Error).message));
  restarting = false;
}

async function startEmbedded(folder: string): Promise<{ cluster: Cluster; started: boolean }> {
  makeDataFolder(folder);
  const password = ownSecrets(folder).EMBEDDED_DATABASE_PASSWORD;
  const pgData = path.join(folder, "postgres");
  refuseForeign(pgData);
  const adopted = await adopt(pgData, password);
  if (adopted) return { cluster: adopted, started: false };
  const cluster: Cluster = { pgData, password, port: await storedPort(folder) };
  if (!existsSync(path.join(pgData, "PG_VERSION"))) await createDataFolder(cluster, folder);
  await startCluster(cluster, "durable");
  await ensureDatabase(cluster);
  return { cluster, started: true };
}

/** initdb in a folder beside it, then one rename: a first start killed half-way leaves nothing that looks finished. */
async function createDataFolder(cluster: Cluster, folder: string): Promise<void> {
  const unfinished = path.join(folder, "postgres.new");
  rmSync(unfinished, { recursive: true, force: true });
  say("creating the embedded PostgreSQL …");
  await createCluster(unfinished, cluster.password);
  rmSync(cluster.pgData, { recursive: true, force: true });
  renameSync(unfinished, cluster.pgData);
}

/** A server left over on this folder is as good as a new one, if it answers; one that does not is stopped. */
async function adopt(pgData: string, password: string): Promise<Cluster | undefined> {
  const running = runningServer(pgData);
  if (!running) return undefined;
  const cluster = { pgData, password, port: running.port };
  for (const deadline = Date.now() + 15_000; Date.now() < deadline && runningServer(pgData); await sleep(200)) {
    if (!(await answers(cluster))) continue;
    await ensureDatabase(cluster);
    return cluster;
  }
  await stopCluster(pgData);
  return undefined;
}

/** A demo that was cut off half-way is begun again from nothing. */
export async function dropUnfinished(database: Database): Promise<void> {
  say("the demo was not finished last time: beginning again");
  const admin = new pg.Client({ connectionString: database.url.replace(/\/[^/]*$/, "/postgres") });
  await admin.connect();
  await admin.query(`drop database ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await admin.end();
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = await connectTo(cluster);
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42P04") throw error;
  } finally {
    await client.end();
  }
}

/** The same port every time, so that tools can be pointed at it; another when something else has taken it. */
async function storedPort(folder: string): Promise<number> {
  const file = path.join(folder, "postgres.port");
  const stored = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (stored && (await portIsFree(stored))) return stored;
  const port = await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

function refuseForeign(pgData: string): void {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0 || !existsSync(pgData) || statSync(pgData).uid === uid) return;
  throw new OpsError(
    `${pgData} belongs to another user (it was made when root or somebody else started Kayisu): start as that user, or chown it`,
  );
}

/** Database for a command that is not the application: open, migrate, work, close. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  try {
    await migrate(database.url);
    return await work(database.url);
  } finally {
    await database.close();
  }
}
