import { spawn } from "node:child_process";
import path from "node:path";
import { openDatabase } from "./database.ts";
import { root } from "./paths.ts";
import { runOp } from "./say.ts";

/** `npm run prisma -- <args>`: the Prisma CLI, with the embedded database when a command needs one and DATABASE_URL is not set. */
const withoutDatabase = new Set(["generate", "validate", "format", "version", "--version", "-v", "--help", "-h"]);

await runOp(async () => {
  const args = process.argv.slice(2);
  const database = args.some((word) => withoutDatabase.has(word)) ? undefined : await openDatabase();
  const env = { ...process.env, ...(database && { DATABASE_URL: database.url }) };
  const child = spawn(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), ...args], {
    env,
    stdio: "inherit",
    cwd: root,
  });
  process.on("SIGINT", () => undefined);
  const code = await new Promise<number>((resolve) => child.on("exit", (exit) => resolve(exit ?? 1)));
  await database?.close();
  return code;
});
