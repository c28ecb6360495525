import { randomBytes } from "node:crypto";
import path from "node:path";
import { installQueues } from "../src/lib/queue.ts";
import { buildWhenNeeded } from "../src/ops/build.ts";
import { clusterUrl, connectTo, freePort, startCluster, stopCluster } from "../src/ops/cluster.ts";
import { migrate } from "../src/ops/migrate.ts";
import { scratchCluster } from "../src/ops/scratch.ts";
import type { ChildEnv } from "../src/ops/settings.ts";
import { Child } from "../src/ops/supervise.ts";

export type BenchDatabase = { url: string; env: ChildEnv; drop(): Promise<void> };

/** An empty, migrated database on a PostgreSQL of its own that keeps its promises at a crash, as a real one does. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const scratch = await scratchCluster();
  try {
    await stopCluster(scratch.cluster.pgData);
    await startCluster(scratch.cluster, "durable");
    const admin = await connectTo(scratch.cluster);
    await admin.query("create database kayisu");
    await admin.end();
    const url = clusterUrl(scratch.cluster, "kayisu");
    const port = await freePort();
    const env = settings(url, port, path.join(scratch.folder, "files"));
    // What the benchmark itself runs of the product reads the same settings.
    Object.assign(process.env, env);
    await migrate(url);
    await installQueues(url);
    return { url, env, drop: scratch.drop };
  } catch (error) {
    await scratch.drop();
    throw error;
  }
}

/** The product's servers on it, as `npm start` runs them. */
export async function startServers(
  env: ChildEnv,
  processes: number,
): Promise<{ url: string; pids: number[]; stop(): Promise<void> }> {
  await buildWhenNeeded();
  const children = Array.from(
    { length: processes },
    () => new Child("src/server.ts", { ...env, WEB_PROCESSES: String(processes) }),
  );
  for (const child of children) if (!(await child.ready())) throw new Error("the server did not start; its own message is above");
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    pids: children.map((child) => child.pid),
    stop: async () => {
      for (const child of children) await child.stop();
    },
  };
}

function settings(databaseUrl: string, port: number, folder: string): ChildEnv {
  const url = `http://127.0.0.1:${port}`;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: url,
    NEXTAUTH_URL: url,
    KAYISU_DATA_DIR: folder,
    KAYISU_SANDBOX: "1",
    KAYISU_DEMO: "0",
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    CRON_SECRET: randomBytes(32).toString("hex"),
    VAULT_MASTER_KEY: randomBytes(32).toString("base64"),
    VAULT_INDEX_KEY: randomBytes(32).toString("base64"),
    LOG_LEVEL: "error",
  };
}
