import { availableParallelism } from "node:os";
import { readEnv } from "../lib/env.ts";
import type { Database } from "./database.ts";
import { dataFolder } from "./paths.ts";
import { OpsError } from "./say.ts";
import { ownSecrets } from "./secrets.ts";

export type ChildEnv = Record<string, string>;

/** Real use: somebody's database in production. Everything else is a trial, which makes its own secrets and has sandbox providers. */
const isProduction = () => process.env.NODE_ENV === "production" && Boolean(process.env.DATABASE_URL);

const givenEnv = () =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]?.trim()));

function complete(mode: "production" | "development", given: ChildEnv, databaseUrl: string, secrets: ChildEnv): ChildEnv {
  const port = given.PORT ?? "3000";
  const appUrl = given.APP_URL ?? `http://localhost:${port}`;
  return {
    WEB_PROCESSES: String(mode === "production" ? Math.min(availableParallelism(), 64) : 1),
    ...secrets,
    ...given,
    DATABASE_URL: databaseUrl,
    NODE_ENV: mode,
    PORT: port,
    NEXTAUTH_URL: appUrl,
    KAYISU_DATA_DIR: dataFolder(),
    KAYISU_SANDBOX: isProduction() ? (given.KAYISU_SANDBOX ?? "0") : "1",
    ...(isProduction() ? {} : { APP_URL: appUrl }),
  };
}

/** Stops the start with one line per problem, before anything is started or written. */
export function checkSettings(mode: "production" | "development"): void {
  const given = givenEnv();
  const key = Buffer.alloc(32).toString("base64");
  const any = { NEXTAUTH_SECRET: key, CRON_SECRET: key, VAULT_MASTER_KEY: key, VAULT_INDEX_KEY: key };
  const url = given.DATABASE_URL ?? "postgresql://localhost/kayisu";
  const { problems } = readEnv(complete(mode, given, url, isProduction() ? {} : any));
  const all: string[] = [...problems];
  if (isProduction() && given.KAYISU_SANDBOX && given.KAYISU_SANDBOX !== "0")
    all.push("KAYISU_SANDBOX must not be set in production");
  if (all.length > 0) throw new OpsError(all.join("\n"));
}

/** The environment that server and worker run with. */
export function childEnv(mode: "production" | "development", database: Database): ChildEnv {
  const given = givenEnv();
  if (isProduction()) return complete(mode, given, database.url, {});
  const { EMBEDDED_DATABASE_PASSWORD: _, ...secrets } = ownSecrets(dataFolder());
  return complete(mode, given, database.url, secrets);
}
