import { clusterUrl, connectTo } from "./cluster.ts";
import { migrate } from "./migrate.ts";
import { runOp, say } from "./say.ts";
import { scratchCluster } from "./scratch.ts";

/**
 * `npm run test:faults [-- seeds=20 items=10000 share=0.3 first=1]`: payouts through a provider that misbehaves, each seed on a
 * database of its own. Prints a line per seed; fails when the provider's books and ours differ by a fen.
 */
const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const number = (name: string, usual: number) => Number(given[name] ?? usual);

await runOp(async () => {
  const [seeds, items, share, first] = [number("seeds", 20), number("items", 10_000), number("share", 0.3), number("first", 1)];
  Object.assign(process.env, {
    LOG_LEVEL: "fatal",
    NODE_ENV: "test",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only",
    CRON_SECRET: "only-for-tests-cron",
    VAULT_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
    VAULT_INDEX_KEY: Buffer.alloc(32, 2).toString("base64"),
  });
  const scratch = await scratchCluster();
  let broken = 0;
  try {
    const admin = await connectTo(scratch.cluster);
    await admin.query("create database kayisu_template");
    await migrate(clusterUrl(scratch.cluster, "kayisu_template"));
    for (let seed = first; seed < first + seeds; seed++) {
      const name = `faults_${seed}`;
      await admin.query(`create database ${name} template kayisu_template`);
      broken += (await runSeed(clusterUrl(scratch.cluster, name), { seed, items, share })) ? 0 : 1;
      await admin.query(`drop database ${name} with (force)`);
    }
    await admin.end();
  } finally {
    await scratch.drop();
  }
  process.stdout.write(`${seeds - broken} of ${seeds} seeds in order\n`);
  return broken > 0 ? 1 : 0;
});

async function runSeed(url: string, input: { seed: number; items: number; share: number }): Promise<boolean> {
  process.env.DATABASE_URL = url;
  const { createDb } = await import("../lib/db.ts");
  const { simulatePayouts } = await import("../test/payout-simulation.ts");
  const { checkInvariants } = await import("../domain/report/check-invariants.ts");
  const db = createDb(url, { poolSize: 24 });
  const { wrong, status, ms, ...counts } = await simulatePayouts(db, input);
  const rules = (await checkInvariants(db)).filter((result) => result.wrong.length > 0).map((result) => result.rule);
  await db.$disconnect();
  const ends = Object.entries(status).map(([name, count]) => `${name} ${count}`);
  const facts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`${[...facts, ...ends].join(", ")}, ${Math.round(ms / 1000)} s: ${wrong.length + rules.length} wrong\n`);
  for (const line of [...wrong, ...rules].slice(0, 20)) say(line);
  return wrong.length + rules.length === 0;
}
