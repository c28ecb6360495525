import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** The rules of the house (ARCHITECTURE.md §2). There is no list of exceptions. */
const nouns =
  "access audit setting calendar ledger message file user incident provider level product vault batch distributor application topup payment payee commission allotment link person claim merchant redemption voucher adjustment settlement dispute withdrawal payout reconciliation report".split(
    " ",
  );

const source = path.resolve(import.meta.dirname, "..");
type SourceFile = { name: string; text: string; imports: string[] };

const files: SourceFile[] = globSync("**/*.{ts,tsx,mjs}", { cwd: source })
  .filter((name) => !name.startsWith("lib/generated/"))
  .map((name) => {
    const text = readFileSync(path.join(source, name), "utf8");
    const found = text.matchAll(/(?:from|import)\s*\(?\s*["']([#.][^"']*)["']/g);
    const imports = [...found].map(([, target]) =>
      target!.startsWith("#") ? target!.slice(1) : path.join(path.dirname(name), target!).replaceAll("\\", "/"),
    );
    return { name: name.replaceAll("\\", "/"), text, imports };
  });

const isTest = (name: string) => /\.(test|spec)\.tsx?$/.test(name) || name.startsWith("test/");
const product = files.filter((file) => !isTest(file.name));
const top = (name: string) => (name.includes("/") ? name.split("/")[0]! : "root");

test("the house is read whole", () => {
  expect(product.length).toBeGreaterThan(150);
});

test("imports flow down: app → components, trpc → domain → adapters → lib", () => {
  const rank: Record<string, number> = { lib: 0, adapters: 1, domain: 2, trpc: 3, components: 3, app: 4 };
  const wrong = product
    .filter(({ name }) => top(name) in rank)
    .flatMap(({ name, imports }) =>
      imports
        .filter((to) => (top(to) in rank ? rank[top(to)]! > rank[top(name)]! : top(to) === "ops"))
        .map((to) => `${name} imports ${to}`),
    );
  expect(wrong).toEqual([]);
});

test("adapters and lib know no noun and no Prisma row; only lib/db.ts touches the generated client", () => {
  const wrong = product.flatMap(({ name, imports }) =>
    imports
      .filter((to) => to.startsWith("lib/generated/") && name !== "lib/db.ts" && !name.startsWith("domain/"))
      .map((to) => `${name} imports ${to}`),
  );
  expect(wrong).toEqual([]);
});

test("nouns import only nouns before them", () => {
  const wrong = product
    .filter(({ name }) => name.startsWith("domain/"))
    .flatMap(({ name, imports }) => {
      const from = nouns.indexOf(name.split("/")[1]!);
      const later = imports.filter((to) => to.startsWith("domain/") && nouns.indexOf(to.split("/")[1]!) > from);
      return [...(from < 0 ? [`${name}: unknown noun`] : []), ...later.map((to) => `${name} imports ${to}`)];
    });
  expect(wrong).toEqual([]);
});

test("a noun folder holds commands, queries, rules and schemas, nothing else", () => {
  const banned = /^(index|utils?|services?|types?|helpers?|common|misc|internal)\./;
  const allowed = /^((queries|rules|schema)(-[a-z-]+)?|[a-z]+(-[a-z0-9]+)+)(\.test)?\.ts$/;
  const wrong = files
    .filter(({ name }) => name.startsWith("domain/"))
    .filter(({ name }) => name.split("/").length !== 3 || banned.test(path.basename(name)) || !allowed.test(path.basename(name)))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});

test("browser code imports from the domain only schemas and rules", () => {
  const wrong = product
    .filter(({ text }) => /^["']use client["']/m.test(text))
    .flatMap(({ name, text, imports }) =>
      imports
        .filter((to) => to.startsWith("domain/") && !/\/(schema|rules)(-[a-z-]+)?\.ts$/.test(to))
        .filter((to) => !new RegExp(`import type [^;]*["']#${to.replaceAll(".", "\\.")}`).test(text))
        .map((to) => `${name} imports ${to}`),
    );
  expect(wrong).toEqual([]);
});

test("rules and schemas are pure: no database, no settings", () => {
  const wrong = product
    .filter(({ name }) => /^domain\/[^/]+\/(rules|schema)(-[a-z-]+)?\.ts$/.test(name))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*["'](#lib\/(?:db|env|crypto|log)\.ts)["']/gm)].map(
        (m) => `${name} imports ${m[1]}`,
      ),
    );
  expect(wrong).toEqual([]);
});

test("only domain/ledger writes the books", () => {
  const write =
    /ledger(Account|Balance|Transaction|Entry)\.(create|update|upsert|delete)|(INSERT INTO|UPDATE|DELETE FROM) ledger_/i;
  const wrong = product
    .filter(({ name, text }) => !name.startsWith("domain/ledger/") && write.test(text))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});

test("only lib/env.ts and ops read the environment", () => {
  const wrong = product
    .filter(({ name, text }) => name !== "lib/env.ts" && !name.startsWith("ops/") && /process\.env\b/.test(text))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});

test("pages and routers decide nothing: no Prisma call, no transaction", () => {
  const query = /\b(?:ctx|tx)\.db\b|\bdb\(\)\.[a-z]|\$queryRaw|inTransaction\(/;
  const wrong = product.filter(({ name, text }) => /^(app|trpc)\//.test(name) && name !== "trpc/server.ts" && query.test(text));
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test("every command authorizes and leaves a trace", () => {
  const command = /^export (?:async )?function (\w+)\(\s*ctx: Ctx/gm;
  const wrong = product
    .filter(({ name }) => /^domain\/[^/]+\/(?!queries|rules|schema)[a-z-]+\.ts$/.test(name))
    .filter(({ text }) => command.test(text))
    .flatMap(({ name, text }) => [
      ...(/\b(authorize|actorOf)\(/.test(text) ? [] : [`${name} does not authorize`]),
      ...(/\brecordAudit\(|voucher_event|voucherEvent|recordVoucherEvent/.test(text) ||
      !/inTransaction\(|\$transaction/.test(text)
        ? []
        : [`${name} leaves no audit row or voucher event`]),
    ]);
  expect(wrong).toEqual([]);
});

test("files stay small", () => {
  const long = files
    .filter(({ name }) => !/^(i18n\/|components\/ui\/|test\/factories)/.test(name))
    .map(({ name, text }) => ({ name, lines: text.split("\n").length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});

test("no machine path and no skipped test", () => {
  const skip = new RegExp(["\\b(test|it|describe)\\.(skip|only|todo)\\(", `TO${"DO"}`, `FIX${"ME"}`].join("|"));
  const wrong = files
    .filter(({ text, name }) => skip.test(text) && !name.startsWith("test/architecture"))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});
