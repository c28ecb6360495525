import { runImport } from "#domain/batch/run-import.ts";
import { systemActor } from "#lib/context.ts";
import { createDb } from "#lib/db.ts";
import { env } from "#lib/env.ts";

/** A worker that only runs one import, so that a test can kill it. */
const db = createDb(env().DATABASE_URL, { poolSize: 3 });
await runImport({ db, actor: systemActor("worker"), now: new Date() }, { importId: process.argv[2]! });
await db.$disconnect();
