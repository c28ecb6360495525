import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "./paths.ts";
import { runScript } from "./run.ts";
import { OpsError, say } from "./say.ts";
import type { ChildEnv } from "./settings.ts";

const seedFile = path.join(root, "prisma/seed.ts");
export type Login = { role: string; email: string; password: string };

/** Written on the database itself (COMMENT ON DATABASE), so that it cannot outlive or miss a database that was replaced. */
export type DemoState = "unknown" | "seeding" | "seeded" | "without";

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await work(client).finally(() => client.end());
}

export async function demoState(url: string): Promise<DemoState> {
  const sql = "select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()";
  const { rows } = await withClient(url, (client) => client.query<{ note: string | null }>(sql));
  const state = rows[0]?.note?.match(/^kayisu demo: (seeding|seeded|without)$/)?.[1];
  return (state as DemoState | undefined) ?? "unknown";
}

async function noteState(url: string, state: DemoState): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>("select quote_ident(current_database()) as name");
    await client.query(`comment on database ${rows[0]?.name} is 'kayisu demo: ${state}'`);
  });
}

/** The demo, once per database; a database begun without it never gets it later. Answers whether it is there. */
export async function seedDemo(env: ChildEnv, wanted: boolean): Promise<boolean> {
  const url = env.DATABASE_URL ?? "";
  const state = await demoState(url);
  if (state === "seeded" || state === "without" || !existsSync(seedFile)) return state === "seeded";
  if (!wanted) {
    await noteState(url, "without");
    return false;
  }
  say("making the demo (once) …");
  await noteState(url, "seeding");
  const code = await runScript("src/ops/seed-demo.ts", env);
  if (code !== 0) throw new OpsError("the demo could not be made; its own message is above (KAYISU_DEMO=0 starts without it)");
  await noteState(url, "seeded");
  return true;
}

/** One login per role, as prisma/seed.ts exports them. */
export async function demoLogins(): Promise<Login[]> {
  const { demoLogins: logins = [] } = (await import(seedFile)) as { demoLogins?: Login[] };
  return logins;
}
