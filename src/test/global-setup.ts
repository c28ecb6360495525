import type { TestProject } from "vitest/node";
import { installQueues } from "#lib/queue.ts";
import { clusterUrl, connectTo } from "../ops/cluster.ts";
import { migrate } from "../ops/migrate.ts";
import { scratchCluster } from "../ops/scratch.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** One PostgreSQL for the run with one migrated database, `kayisu_template`, which every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await scratchCluster();
  try {
    const admin = await connectTo(scratch.cluster);
    await admin.query("create database kayisu_template");
    await migrate(clusterUrl(scratch.cluster, "kayisu_template"));
    await installQueues(clusterUrl(scratch.cluster, "kayisu_template"));
    await admin.query("alter database kayisu_template with is_template true allow_connections false");
    await admin.end();
    project.provide("adminUrl", clusterUrl(scratch.cluster, "postgres"));
    return scratch.drop;
  } catch (error) {
    await scratch.drop();
    throw error;
  }
}
