import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "./paths.ts";

/** Entry files of the tools, run on this very Node: what node_modules/.bin would start may find an older one first. */
export const tools = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  knip: "node_modules/knip/bin/knip.js",
  next: "node_modules/next/dist/bin/next",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;

export const runTool = (tool: keyof typeof tools, args: string[], env: Record<string, string> = {}) =>
  runScript(tools[tool], env, args);

/** Runs a script of ours (path from the root) or of a package to its end; answers its exit code. */
export async function runScript(file: string, env: Record<string, string> = {}, args: string[] = []): Promise<number> {
  const child = spawn(process.execPath, [path.resolve(root, file), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGTERM", pass).on("SIGINT", pass);
  try {
    return await new Promise((resolve, reject) => child.on("error", reject).on("exit", (code) => resolve(code ?? 1)));
  } finally {
    process.off("SIGTERM", pass).off("SIGINT", pass);
  }
}
