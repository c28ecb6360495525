import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { withDatabase } from "./database.ts";
import { root } from "./paths.ts";
import { OpsError, runOp, say } from "./say.ts";

type Check = { checkInvariants(db: unknown): Promise<{ rule: string; wrong: unknown[] }[]> };

/** `npm run check`: proves every invariant on the current database, one line for each; exit code 1 when one is broken. */
await runOp(async () => {
  const file = path.join(root, "src/domain/report/check-invariants.ts");
  if (!existsSync(file)) throw new OpsError("there are no invariants to check yet (src/domain/report/check-invariants.ts)");
  return await withDatabase(async (url) => {
    const { checkInvariants } = (await import(pathToFileURL(file).href)) as Check;
    const { createDb } = await import("../lib/db.ts");
    const db = createDb(url);
    try {
      const results = await checkInvariants(db);
      for (const { rule, wrong } of results) say(`${wrong.length === 0 ? "ok    " : "BROKEN"} ${rule}`);
      for (const { wrong } of results) for (const row of wrong.slice(0, 10)) say(`       ${String(JSON.stringify(row, plain))}`);
      const broken = results.filter((result) => result.wrong.length > 0).length;
      say(`${results.length - broken} of ${results.length} invariants hold`);
      return broken === 0 ? 0 : 1;
    } finally {
      await db.$disconnect();
    }
  });
});

function plain(_: string, value: unknown) {
  return typeof value === "bigint" ? value.toString() : value;
}
