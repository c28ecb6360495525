import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";
import { OpsError, runOp } from "./say.ts";

/** `npm run bench:ledger` and its like: runs bench/<name>.ts. */
await runOp(async () => {
  const name = process.argv[2] ?? "";
  const file = path.join(root, "bench", `${name}.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file)) throw new OpsError(`no such benchmark: ${name || "(none)"}`);
  await import(file);
  return Number(process.exitCode ?? 0);
});
