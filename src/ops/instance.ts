import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export type Holder = { pid: number; what: string };

/** A socket name, not a lock file: the kernel frees it however the holder dies. On Linux it is not even a file. */
function address(dataFolder: string): string {
  const name = `kayisu-${createHash("sha256").update(realpathSync(dataFolder)).digest("hex").slice(0, 24)}`;
  return process.platform === "linux" ? `\0${name}` : path.join(tmpdir(), `${name}.sock`);
}

/** Who holds the data folder now, if anybody. */
export async function instanceHolder(dataFolder: string): Promise<Holder | undefined> {
  return await new Promise((resolve) => {
    let text = "";
    const socket = connect(address(dataFolder));
    const parse = () => resolve(text ? (JSON.parse(text) as Holder) : { pid: 0, what: "starting" });
    socket.setTimeout(3000, () => socket.destroy());
    socket.on("data", (chunk) => (text += chunk));
    socket.on("error", () => resolve(undefined));
    socket.on("close", (failed) => !failed && parse());
  });
}

/** Takes the data folder for this process, or answers who has it. `purpose` is asked whenever somebody else comes. */
export async function takeInstance(dataFolder: string, purpose: () => string): Promise<Holder | undefined> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(JSON.stringify({ pid: process.pid, what: purpose() } satisfies Holder));
  });
  const listen = () =>
    new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(address(dataFolder), () => resolve(true)).unref();
    });
  if (await listen()) return undefined;
  const holder = await instanceHolder(dataFolder);
  if (holder) return holder;
  if (process.platform !== "linux") rmSync(address(dataFolder), { force: true });
  return (await listen()) ? undefined : { pid: 0, what: "starting" };
}
