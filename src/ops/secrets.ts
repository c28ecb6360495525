import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OpsError } from "./say.ts";

/** What the first start makes for itself. In production beside a DATABASE_URL all but the last come from the environment. */
const makers = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
  CRON_SECRET: () => randomBytes(32).toString("hex"),
  VAULT_MASTER_KEY: () => randomBytes(32).toString("base64"),
  VAULT_INDEX_KEY: () => randomBytes(32).toString("base64"),
  EMBEDDED_DATABASE_PASSWORD: () => randomBytes(16).toString("hex"),
};

export type Secrets = Record<keyof typeof makers, string>;

export function makeDataFolder(folder: string): void {
  // 0711: PostgreSQL runs as another user when root starts it and must walk through; it lists nothing.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
}

/** Reads secrets.json in the data folder, adding what is missing. Losing this file loses every encrypted code. */
export function ownSecrets(folder: string): Secrets {
  makeDataFolder(folder);
  const file = path.join(folder, "secrets.json");
  let stored: Partial<Secrets> = {};
  if (existsSync(file)) {
    try {
      stored = JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>;
    } catch (error) {
      throw new OpsError(
        `${file} cannot be read (${(error as Error).message}): restore it from a backup, the voucher codes depend on it`,
      );
    }
  } else if (existsSync(path.join(folder, "postgres"))) {
    throw new OpsError(
      `${file} is missing though there is a database beside it: restore it from a backup, the voucher codes depend on it`,
    );
  }
  const missing = Object.entries(makers).filter(([name]) => !stored[name as keyof Secrets]);
  if (missing.length > 0) {
    for (const [name, make] of missing) stored[name as keyof Secrets] = make();
    writeFileSync(`${file}.new`, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return stored as Secrets;
}
