import { tmpdir } from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
export const migrationsFolder = path.join(root, "prisma/migrations");
export const schemaFolder = path.join(root, "prisma/schema");

export function dataFolder(): string {
  return path.resolve(root, process.env.KAYISU_DATA_DIR || ".kayisu");
}

export const scratchPrefix = path.join(tmpdir(), "kayisu-scratch-");
