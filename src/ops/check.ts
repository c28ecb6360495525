import { withDatabase } from "./database.ts";
import { runOp, say } from "./say.ts";

/** `npm run check`: proves every invariant on the current database, one line for each; exit code 1 when one is broken. */
await runOp(() =>
  withDatabase(async (url) => {
    const { checkInvariants } = await import("../domain/report/check-invariants.ts");
    const { createDb } = await import("../lib/db.ts");
    const db = createDb(url);
    try {
      const results = await checkInvariants(db);
      for (const { rule, wrong } of results) {
        say(`${wrong.length === 0 ? "ok    " : "BROKEN"} ${rule}`);
        for (const row of wrong.slice(0, 10)) say(`         ${JSON.stringify(row, plain)}`);
      }
      const broken = results.filter((result) => result.wrong.length > 0).length;
      say(`${results.length - broken} of ${results.length} invariants hold`);
      return broken === 0 ? 0 : 1;
    } finally {
      await db.$disconnect();
    }
  }),
);

function plain(_: string, value: unknown) {
  return typeof value === "bigint" ? value.toString() : value;
}
