import { randomBytes } from "node:crypto";
import path from "node:path";
import { installQueues } from "../lib/queue.ts";
import { buildWhenNeeded } from "./build.ts";
import { clusterUrl, connectTo, freePort } from "./cluster.ts";
import { migrate } from "./migrate.ts";
import { OpsError } from "./say.ts";
import { scratchCluster } from "./scratch.ts";
import { seedDemo } from "./seed.ts";
import type { ChildEnv } from "./settings.ts";
import { Child } from "./supervise.ts";

export type ScratchApplication = { url: string; env: ChildEnv; stop(): Promise<void> };

/** The whole application as `npm start` runs it, on a database and port of its own, gone at the end: for the browser journeys. */
export async function startScratchApplication(): Promise<ScratchApplication> {
  await buildWhenNeeded();
  const scratch = await scratchCluster();
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    await scratch.drop();
  };
  try {
    const admin = await connectTo(scratch.cluster);
    await admin.query("create database kayisu");
    await admin.end();
    const env = settings(clusterUrl(scratch.cluster, "kayisu"), await freePort(), path.join(scratch.folder, "files"));
    await migrate(env.DATABASE_URL ?? "");
    await installQueues(env.DATABASE_URL ?? "");
    await seedDemo(env, true);
    const server = new Child("src/server.ts", env);
    children.push(server);
    if (!(await server.ready())) throw new OpsError("the server did not start; its own message is above");
    children.push(new Child("src/worker.ts", env));
    return { url: env.APP_URL ?? "", env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settings(databaseUrl: string, port: number, folder: string): ChildEnv {
  const url = `http://localhost:${port}`;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: "",
    APP_URL: url,
    NEXTAUTH_URL: url,
    KAYISU_DATA_DIR: folder,
    KAYISU_SANDBOX: "1",
    KAYISU_DEMO: "1",
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    CRON_SECRET: randomBytes(32).toString("hex"),
    VAULT_MASTER_KEY: randomBytes(32).toString("base64"),
    VAULT_INDEX_KEY: randomBytes(32).toString("base64"),
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
}
