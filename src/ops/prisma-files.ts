import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm";
import { migrationsFolder, schemaFolder } from "./paths.ts";

export const noFilter = { externalTables: [], externalEnums: [] };

export function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function readMigrations(): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: `provider = "postgresql"\n` },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(path.join(migrationsFolder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

export function readSchema(): SchemasContainer {
  const names = readdirSync(schemaFolder).filter((name) => name.endsWith(".prisma"));
  return { files: names.sort().map((name) => ({ path: name, content: readFileSync(path.join(schemaFolder, name), "utf8") })) };
}
