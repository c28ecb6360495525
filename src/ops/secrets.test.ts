import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { instanceHolder, takeInstance } from "./instance.ts";
import { ownSecrets } from "./secrets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kayisu-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("secrets are made once, for their owner's eyes only", () => {
  const first = ownSecrets(folder);
  expect(Buffer.from(first.VAULT_MASTER_KEY, "base64")).toHaveLength(32);
  expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(ownSecrets(folder)).toEqual(first);
});

test("a setting added by a newer version is made, the others stay", () => {
  const { CRON_SECRET: _, ...older } = ownSecrets(folder);
  writeFileSync(path.join(folder, "secrets.json"), JSON.stringify(older));
  expect(ownSecrets(folder)).toMatchObject(older);
  expect(JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8"))).toHaveProperty("CRON_SECRET");
});

test("keys that are lost beside a database are not quietly replaced", () => {
  mkdirSync(path.join(folder, "postgres"));
  expect(() => ownSecrets(folder)).toThrow("restore it from a backup");
});

test("a data folder has one holder, who says where it is", async () => {
  expect(await instanceHolder(folder)).toBeUndefined();
  expect(await takeInstance(folder, () => "http://localhost:1")).toBeUndefined();
  expect(await takeInstance(folder, () => "http://localhost:2")).toEqual({ pid: process.pid, what: "http://localhost:1" });
});
