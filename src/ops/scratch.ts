import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Cluster, createCluster, freePort, startCluster, stopCluster } from "./cluster.ts";
import { scratchPrefix } from "./paths.ts";

export type Scratch = { cluster: Cluster; folder: string; drop(): Promise<void> };

/** A PostgreSQL of its own for one run, without a care for crashes, gone at the end. */
export async function scratchCluster(): Promise<Scratch> {
  await sweep();
  const folder = mkdtempSync(scratchPrefix);
  chmodSync(folder, 0o711);
  writeFileSync(path.join(folder, "owner"), String(process.pid));
  const drop = async () => {
    await stopCluster(path.join(folder, "data"));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const cluster = { pgData: path.join(folder, "data"), password: randomBytes(12).toString("hex"), port: await freePort() };
    await createCluster(cluster.pgData, cluster.password);
    await startCluster(cluster, "throw-away");
    return { cluster, folder, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** A run that was killed outright left its server and folder behind. */
async function sweep(): Promise<void> {
  const parent = path.dirname(scratchPrefix);
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(path.basename(scratchPrefix)))) {
    const folder = path.join(parent, name);
    try {
      if (!existsSync(path.join(folder, "owner"))) continue;
      process.kill(Number(readFileSync(path.join(folder, "owner"), "utf8")), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") continue;
      await stopCluster(path.join(folder, "data"));
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
