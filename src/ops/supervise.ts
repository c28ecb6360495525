import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { root } from "./paths.ts";
import { say } from "./say.ts";
import type { ChildEnv } from "./settings.ts";

/** A child of the application, stopped with it. The IPC channel tells it when we are gone, however we went. */
export class Child {
  readonly #file: string;
  readonly env: ChildEnv;
  readonly exited: Promise<number>;
  readonly #process: ChildProcess;

  constructor(file: string, env: ChildEnv) {
    this.#file = file;
    this.env = env;
    // An import makes much short-lived garbage: a small nursery keeps the worker near 450 MB instead of 650, for less time in all.
    const nursery = file.endsWith("worker.ts") ? ["--max-semi-space-size=8"] : [];
    // Its own process group: at a Ctrl-C it is this process that ends things, in order.
    this.#process = spawn(process.execPath, ["--enable-source-maps", ...nursery, path.join(root, this.#file)], {
      cwd: root,
      env: this.env as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.exited = new Promise((resolve) => this.#process.on("exit", (code) => resolve(code ?? 1)).on("error", () => resolve(1)));
  }

  /** Resolves true at the child's first message, false when it ends before. */
  ready(): Promise<boolean> {
    return Promise.race([
      new Promise<true>((resolve) => this.#process.once("message", () => resolve(true))),
      this.exited.then(() => false as const),
    ]);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), 15_000);
    await this.exited;
    clearTimeout(timer);
  }
}

/** Keeps one child running: restarted after a crash, ever more slowly, given up after ten crashes within ten minutes. */
export function keepRunning(
  name: string,
  start: () => Child,
  first: Child = start(),
): { stop(): Promise<void>; failed: Promise<void> } {
  let stopping = false;
  let child = first;
  const crashes: number[] = [];
  const loop = async () => {
    for (;;) {
      const code = await child.exited;
      if (stopping) return new Promise<void>(() => undefined);
      const now = Date.now();
      crashes.push(now);
      const recent = crashes.filter((at) => now - at < 600_000).length;
      if (recent >= 10) return say(`${name} crashed ten times in ten minutes, giving up`);
      const wait = Math.min(1000 * 2 ** (recent - 1), 30_000);
      say(`${name} ended (exit code ${code}); starting it again in ${wait / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (!stopping) child = start();
    }
  };
  return {
    failed: loop(),
    stop: async () => {
      stopping = true;
      await child.stop();
    },
  };
}
