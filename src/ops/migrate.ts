import pg from "pg";
import { noFilter, readMigrations } from "./prisma-files.ts";
import { OpsError } from "./say.ts";
import { type OpenEngine, openSchemaEngine } from "./schema-engine.ts";

const lockNumber = 4_202_611; // not Prisma's own: the engine takes that one itself, and gives up after ten seconds

/** Does what `prisma migrate deploy` does, on the same _prisma_migrations table; answers the names of what it applied. */
export async function migrate(url: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await guard.connect();
  } catch (error) {
    throw new OpsError(
      `cannot connect to the database ${withoutPassword(url)}: ${(error as Error).message || (error as { code: string }).code}`,
    );
  }
  try {
    await requireVersion(guard);
    await guard.query("select pg_advisory_lock($1)", [lockNumber]);
    const migrationsList = readMigrations();
    const { engine, close } = await openSchemaEngine(url);
    try {
      await refuseEdited(engine, migrationsList);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
      return appliedMigrationNames;
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof OpsError) throw error;
    throw new OpsError(`the database could not be migrated: ${firstLines((error as Error).message)}`);
  } finally {
    await guard.end();
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>("show server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version < 150_000) throw new OpsError(`PostgreSQL 15 or newer is needed, this one is ${Math.floor(version / 10_000)}`);
}

async function refuseEdited(engine: OpenEngine["engine"], migrationsList: ReturnType<typeof readMigrations>): Promise<void> {
  const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: noFilter });
  const fix = "npm run prisma -- migrate resolve";
  if (found.failedMigrationNames.length)
    throw new OpsError(`migration ${found.failedMigrationNames} failed before: repair it, then ${fix}`);
  if (found.editedMigrationNames.length) {
    throw new OpsError(
      `migration ${found.editedMigrationNames} was changed after this database had applied it: ` +
        "restore the file, or make the database anew (npm run db:reset for the embedded one)",
    );
  }
}

const firstLines = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.trim() && !/^\s*\d+: |^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");

export function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ":***@");
}
