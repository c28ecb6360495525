import pg from "pg";
import { checkInvariants } from "../src/domain/report/check-invariants.ts";
import { closeDays } from "../src/domain/report/close-days.ts";
import { getTrialBalance } from "../src/domain/report/queries-books.ts";
import { systemActor } from "../src/lib/context.ts";
import { createDb } from "../src/lib/db.ts";
import { OpsError, say } from "../src/ops/say.ts";
import { benchDatabase } from "./application.ts";
import { makeLarge } from "./large-database.ts";

/** What `npm run check` costs on a million vouchers and a million ledger entries: each rule with its time. `SHARE=0.1` for a tenth. */
const goalSeconds = 60;
const database = await benchDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
const db = createDb(database.url, { poolSize: 2 });
const clock = () => performance.now() / 1000;
try {
  const began = clock();
  await makeLarge(client, Number(process.env.SHARE ?? 1));
  const { rows } = await client.query(
    "SELECT (SELECT count(*) FROM voucher) AS vouchers, (SELECT count(*) FROM voucher_event) AS events, (SELECT count(*) FROM ledger_entry) AS entries",
  );
  say(
    `${rows[0].vouchers} vouchers, ${rows[0].events} events, ${rows[0].entries} ledger entries made in ${(clock() - began).toFixed(0)} s`,
  );
  const ctx = { db, actor: systemActor("bench"), now: new Date("2026-08-01T00:00:00Z") };
  const before = clock();
  const { closed } = await closeDays(ctx, { until: "2026-06-30", reason: "bench" });
  say(`${closed} days closed in ${(clock() - before).toFixed(1)} s`);
  const trial = clock();
  await getTrialBalance(ctx, { from: new Date("2026-06-25T16:00:00Z"), to: new Date("2026-07-31T16:00:00Z") });
  say(`trial balance of a month in ${(clock() - trial).toFixed(2)} s`);
  const started = clock();
  const results = await checkInvariants(db);
  const total = clock() - started;
  for (const { rule, wrong, ms } of results.toSorted((a, b) => b.ms - a.ms)) {
    say(`${(ms / 1000).toFixed(2).padStart(6)} s ${wrong.length ? "BROKEN" : "ok    "} ${rule}`);
    for (const row of wrong.slice(0, 2))
      say(`         ${JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value))}`);
  }
  const broken = results.filter(({ wrong }) => wrong.length > 0).length;
  say(`${results.length} rules in ${total.toFixed(1)} s (goal ${goalSeconds} s), ${broken} broken`);
  if (broken > 0 || total > goalSeconds) throw new OpsError("the check was too slow, or the generated database is not in order");
} finally {
  await db.$disconnect();
  await client.end();
  await database.drop();
}
