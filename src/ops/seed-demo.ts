import path from "node:path";
import { createDb, type Db } from "../lib/db.ts";
import { env } from "../lib/env.ts";
import { closeQueue } from "../lib/queue.ts";
import { root } from "./paths.ts";

/** Run by seed.ts in a process of its own, with the settings of the application. */
const seed = (await import(path.join(root, "prisma/seed.ts"))) as { seedDemo(db: Db): Promise<void> };
const db = createDb(env().DATABASE_URL);
await seed.seedDemo(db);
await closeQueue();
await db.$disconnect();
process.exit(0);
