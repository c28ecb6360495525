import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { command, databaseEnv, type RunAs, runAs, runTool } from "./pg-binaries.ts";
import { OpsError } from "./say.ts";

/** One PostgreSQL data folder, run by its binaries directly: nothing here depends on which process started the server. */
export type Cluster = { pgData: string; password: string; port: number };
export type Durability = "durable" | "throw-away";

const user = "kayisu";

export function clusterUrl(cluster: Cluster, database: string): string {
  return `postgresql://${user}:${cluster.password}@127.0.0.1:${cluster.port}/${database}`;
}

export async function connectTo(cluster: Cluster, database = "postgres"): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, database), connectionTimeoutMillis: 3000 });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

export async function createCluster(pgData: string, password: string): Promise<void> {
  const who = runAs(pgData);
  const passwordFile = `${pgData}.pw`;
  mkdirSync(pgData, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const file of who.uid === undefined ? [] : [pgData, passwordFile]) chownSync(file, who.uid ?? 0, who.gid ?? 0);
  const flags = [
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
  ];
  try {
    await runTool("initdb", who, pgData, ["-D", pgData, "-U", user, `--pwfile=${passwordFile}`, "--data-checksums", ...flags]);
  } catch (error) {
    rmSync(pgData, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The pid and port of a server that is alive on this very folder, whoever started it. */
export function runningServer(pgData: string): { pid: number; port: number } | undefined {
  const file = path.join(pgData, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  return isServerOn(pid, pgData) ? { pid, port: Number(lines[3]) } : undefined;
}

/** After a crash the number in postmaster.pid may belong to another program by now: its command line tells. */
function isServerOn(pid: number, pgData: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return commandLine.some((word) => word.endsWith("/postgres")) && commandLine.includes(pgData);
  } catch {
    return !existsSync("/proc/self");
  }
}

const settings: Record<Durability, string[]> = {
  durable: ["fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=256MB", "max_wal_size=2GB"],
  "throw-away": ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB"],
};

function serverArguments(cluster: Cluster, durability: Durability): string[] {
  const roomyShm = existsSync("/dev/shm") && statfsSync("/dev/shm").bavail * statfsSync("/dev/shm").bsize > 256 * 1024 * 1024;
  const all = [
    ...settings[durability],
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    // The detail of an error may quote a row; codes are ciphertext, people's names are not.
    "log_error_verbosity=terse",
    "logging_collector=on",
    "log_directory=log",
    "log_filename=postgres-%a.log",
    "log_truncate_on_rotation=on",
    "log_rotation_age=1d",
    "log_rotation_size=0",
    // Containers give /dev/shm 64 MB, too little for a parallel query.
    ...(roomyShm ? [] : ["dynamic_shared_memory_type=mmap"]),
  ];
  return ["-D", cluster.pgData, "-p", String(cluster.port), ...all.flatMap((setting) => ["-c", setting])];
}

/** Starts the server in a session of its own (a Ctrl-C at the terminal must not stop it before the application) and waits until it answers. */
export async function startCluster(cluster: Cluster, durability: Durability): Promise<void> {
  const who: RunAs = runAs(cluster.pgData);
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (!runningServer(cluster.pgData)) rmSync(path.join(cluster.pgData, "postmaster.pid"), { force: true });
    const { file, prefix, options } = command("postgres", who, cluster.pgData);
    const args = [...prefix, ...serverArguments(cluster, durability)];
    const child = spawn(file, args, {
      ...options,
      env: databaseEnv(),
      cwd: "/",
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    let exited = false;
    child.stderr.on("data", (chunk) => (stderr = (stderr + chunk).slice(-4000)));
    child.on("exit", () => {
      exited = true;
    });
    child.on("error", (error) => {
      exited = true;
      stderr += error.message;
    });
    while (!exited && Date.now() < deadline) {
      if (await answers(cluster)) {
        child.stderr.destroy();
        child.unref();
        return;
      }
      await sleep(50);
    }
    // Backends of a server killed a moment ago may still hold its shared memory; they notice and leave within seconds.
    if (!/still in use|lock file/.test(stderr) || Date.now() > deadline - 40_000) throw new OpsError(whyNot(cluster, stderr));
    await sleep(500);
  }
}

function whyNot(cluster: Cluster, stderr: string): string {
  return `the embedded PostgreSQL in ${cluster.pgData} did not start\n${stderr.trim() || "see its folder log/"}`;
}

export async function answers(cluster: Cluster): Promise<boolean> {
  try {
    const client = await connectTo(cluster);
    const shown = await client.query<{ data_directory: string }>("show data_directory");
    await client.end();
    return path.resolve(shown.rows[0]?.data_directory ?? "") === path.resolve(cluster.pgData);
  } catch {
    return false;
  }
}

/** SIGINT is a fast shutdown: sessions are ended, everything is written. SIGQUIT after that: recovery at the next start. */
export async function stopCluster(pgData: string): Promise<void> {
  const server = runningServer(pgData);
  if (!server) return;
  for (const [signal, patience] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
  ] as const) {
    const deadline = Date.now() + patience;
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    while (Date.now() < deadline) {
      if (!runningServer(pgData)) return;
      await sleep(30);
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

export async function portIsFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
