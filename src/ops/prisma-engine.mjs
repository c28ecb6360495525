#!/usr/bin/env node
// Stands where Prisma's CLI expects its native schema-engine binary (PRISMA_SCHEMA_ENGINE_BINARY): the same JSON-RPC over
// stdin and stdout, answered by the WebAssembly engine, so that no command has to download anything.
import { readFileSync } from "node:fs";
import readline from "node:readline";
import pg from "pg";
import { connectionFields, openSchemaEngine } from "./schema-engine.ts";

const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const { url } = JSON.parse(option("--datasource"));
const errorCodes = { "3D000": "P1003", "28P01": "P1000", 28000: "P1000" };

async function runSubcommand(name) {
  const database = connectionFields(url).database;
  const client = new pg.Client(connectionFields(url, name === "can-connect-to-database" ? undefined : "postgres"));
  try {
    await client.connect();
    if (name === "create-database") await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
    if (name === "drop-database") await client.query(`DROP DATABASE ${pg.escapeIdentifier(database)} WITH (FORCE)`);
    await client.end();
    return 0;
  } catch (error) {
    const fields = { message: error.message, is_panic: false, error_code: errorCodes[error.code] ?? "P1001", meta: {} };
    const line = { timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" };
    // The CLI reads the last line of several.
    await new Promise((done) => process.stderr.write(`schema engine\n${JSON.stringify(line)}`, done));
    return 1;
  }
}

async function answer(engine, { id, method, params }) {
  try {
    const name = method === "getDatabaseVersion" ? "version" : method;
    const result = await engine[name](params);
    if (method !== "diff" || result.stdout == null) return [{ jsonrpc: "2.0", id, result: result ?? null }];
    const print = { jsonrpc: "2.0", id: "print", method: "print", params: { content: result.stdout } };
    return [print, { jsonrpc: "2.0", id, result: { exitCode: result.exitCode } }];
  } catch (error) {
    const data = { is_panic: false, message: error.message, backtrace: null, meta: error.meta ?? {}, error_code: error.code };
    return [{ jsonrpc: "2.0", id, error: { code: 4466, message: error.message, data } }];
  }
}

const subcommand = argv.indexOf("cli");
if (subcommand >= 0) process.exit(await runSubcommand(argv[subcommand + 1]));

const files = option("--datamodels")?.split(",");
const { engine, close } = await openSchemaEngine(
  url,
  files?.map((file) => [file, readFileSync(file, "utf8")]),
);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const message = line.trim() ? JSON.parse(line) : {};
  if (!message.method) continue;
  for (const reply of await answer(engine, message)) process.stdout.write(`${JSON.stringify(reply)}\n`);
}
await close();
