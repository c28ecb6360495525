import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { buildWhenNeeded } from "./build.ts";
import { root } from "./paths.ts";
import { runTool } from "./run.ts";
import { say } from "./say.ts";

type Count = { passed: number; failed: number; skipped: number };

const results = path.join(root, "test-results");
const none: Count = { passed: 0, failed: 0, skipped: 0 };
const one = (code: number): Count => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/** A runner's own count. One that broke before it could count, or found nothing, is a failure itself. */
function counted(file: string, code: number, read: (report: never) => Count): Count {
  const report = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8")) as never) : none;
  const silent = report.failed === 0 && (code !== 0 || report.passed === 0);
  return silent ? { ...report, failed: 1 } : report;
}

async function unit(): Promise<Count> {
  const file = path.join(root, "node_modules/.kayisu-vitest.json");
  rmSync(file, { force: true });
  const code = await runTool("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number };
  return counted(file, code, (report: Report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

async function build(): Promise<Count> {
  try {
    await buildWhenNeeded();
    return one(0);
  } catch (error) {
    say((error as Error).message);
    return one(1);
  }
}

async function journeys(): Promise<Count> {
  const file = path.join(root, "node_modules/.kayisu-playwright.json");
  rmSync(file, { force: true });
  const code = await runTool("playwright", ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_FILE: file, BASE_URL: "" });
  type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  return counted(file, code, ({ stats }: Report) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

const steps: { name: string; run(): Promise<Count>; needs?: string }[] = [
  { name: "format and lint", run: async () => one(await runTool("biome", ["check"])) },
  { name: "types", run: async () => one((await runTool("next", ["typegen"])) || (await runTool("tsc", ["--noEmit"]))) },
  { name: "unit, integration, architecture", run: unit },
  { name: "production build", run: build },
  { name: "browser journeys", run: journeys, needs: "production build" },
];

// A DATABASE_URL of the person's own must never be what the tests write to.
delete process.env.DATABASE_URL;
rmSync(results, { recursive: true, force: true });
const counts = new Map<string, Count>();
const began = Date.now();
for (const { name, run, needs } of steps) {
  say(`── ${name} ──`);
  const at = Date.now();
  const broken = needs && (counts.get(needs)?.failed ?? 0) > 0;
  if (broken) say(`not run: ${needs} failed`);
  else counts.set(name, await run());
  say(`${name}: ${Math.round((Date.now() - at) / 1000)} s`);
}
for (const [name, count] of counts) say(`${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
say(`${Math.round((Date.now() - began) / 1000)} s in all`);
const sum = (key: keyof Count) => [...counts.values()].reduce((total, count) => total + count[key], 0);
const skipped = sum("skipped");
process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exit(sum("failed") > 0 ? 1 : 0);
