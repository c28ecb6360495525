import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";
import { runTool } from "./run.ts";
import { OpsError, say } from "./say.ts";

const inputs = [
  "src",
  "public",
  "prisma/schema",
  "next.config.ts",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
];
const stamp = path.join(root, ".next/kayisu-build-hash");

function* filesUnder(name: string): Generator<string> {
  const full = path.join(root, name);
  if (!existsSync(full)) return;
  const entries = readdirSync(path.dirname(full), { withFileTypes: true });
  if (!entries.find((entry) => entry.name === path.basename(full))?.isDirectory()) return yield name;
  for (const entry of readdirSync(full).sort()) if (entry !== "generated") yield* filesUnder(path.join(name, entry));
}

/** Tests, operations and what runs outside Next are no part of the build: changing them must not cost the next start a minute. */
const counts = (name: string) => !/\.test\.tsx?$|^src\/(ops\/|test\/|server\.ts|worker\.ts)/.test(name);

function inputHash(): string {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const name of filesUnder(input)) if (counts(name)) hash.update(`${name}\0`).update(readFileSync(path.join(root, name)));
  }
  return hash.digest("hex");
}

export function isBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === inputHash();
}

/** `next build` when anything it reads has changed since the last one. */
export async function buildWhenNeeded(): Promise<void> {
  const hash = inputHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("building …");
  rmSync(stamp, { force: true });
  // The settings of the installation are read when it runs; a build must not take them in.
  const code = await runTool("next", ["build"], { NODE_ENV: "production", DATABASE_URL: "" });
  if (code !== 0) throw new OpsError("the build failed; its own message is above");
  writeFileSync(stamp, hash);
}
