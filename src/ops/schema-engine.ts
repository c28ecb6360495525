// Prisma's schema engine without its native binary: the same engine compiled to WebAssembly, from npm, over adapter-pg.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type Fields = { fields?: { dataTypeID: number }[] };
type Queryable = {
  performIO(query: object): Promise<Fields>;
  queryRaw(query: object): Promise<{ columnTypes: number[] }>;
};

/** Separate fields, never a connection string: it would beat `database` and point the shadow database at the real one. */
export function connectionFields(url: string, database?: string): pg.PoolConfig {
  const { host, port, user, password, ssl, database: own } = new pg.Client({ connectionString: url });
  return { host, port, user, password: password ?? undefined, ssl, database: database ?? own };
}

const patched = new WeakSet<object>();

/** adapter-pg cuts a script at every semicolon, also inside a function's body: send it whole, as the native engine does. */
function wholeScripts(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return adapter;
}

/** adapter-pg rejects the type "char" (OID 18), which the engine's catalogue queries return: report it as a character. */
function allowCharType(adapter: Adapter): Adapter {
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(adapter)) as Queryable;
  if (patched.has(shared)) return adapter;
  patched.add(shared);
  const { performIO, queryRaw } = shared;
  const charColumns = new WeakMap<object, number[]>();
  shared.performIO = async function (query) {
    const result = await performIO.call(this, query);
    const found: number[] = [];
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== 18) continue;
      found.push(index);
      field.dataTypeID = 25;
    }
    charColumns.set(query, found);
    return result;
  };
  shared.queryRaw = async function (query) {
    const result = await queryRaw.call(this, query);
    for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

class EngineAdapterFactory extends PrismaPg {
  readonly #url: string;
  readonly #open: Adapter[] = [];

  constructor(url: string) {
    super(connectionFields(url));
    this.#url = url;
  }

  override async connect(): Promise<Adapter> {
    const adapter = wholeScripts(allowCharType(await super.connect()));
    this.#open.push(adapter);
    return adapter;
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((adapter) => adapter.dispose().catch(() => undefined)));
  }

  override async connectToShadowDb(): Promise<Adapter> {
    const admin = await this.connect();
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await admin.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = wholeScripts(await new PrismaPg(connectionFields(this.#url, database)).connect());
    const end = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await end();
      await admin.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
    };
    return shadow;
  }
}

/** The engine never clears the ten-second timer of its lock, which would keep every command alive that long. */
function patientTimers(glue: object) {
  const names = Object.keys(glue).filter((name) => name.startsWith("__wbg_setTimeout"));
  return Object.fromEntries(
    names.map((name) => [name, (run: () => void, delay: number) => setTimeout(run, delay >>> 0).unref()]),
  );
}

/** The engine keeps its connection until `close`, and a database with a connection cannot be copied or dropped. */
export type OpenEngine = { engine: SchemaEngine; close(): Promise<void> };

export async function openSchemaEngine(url: string, datamodels?: [string, string][]): Promise<OpenEngine> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => process.stderr.write(`${text}\n`) } });
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const wasm = new WebAssembly.Module(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const { exports } = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": { ...glue, ...patientTimers(glue) } });
  glue.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as (() => void) | undefined)?.();
  const factory = new EngineAdapterFactory(url);
  const engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  return { engine, close: () => factory.closeAll() };
}
