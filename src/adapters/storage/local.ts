import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Storage } from "./storage.ts";

/** Files on this machine's disk, below one folder. */
export function localStorage(folder: string): Storage {
  return {
    async put(key, bytes) {
      const target = placeOf(folder, key);
      const part = `${target}.${randomUUID()}.part`;
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      try {
        await writeSynced(part, bytes);
        await rename(part, target);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async read(key) {
      const file = await open(placeOf(folder, key), "r").catch(nothingThere);
      if (!file) return null;
      return file.readableWebStream({ autoClose: true }) as ReadableStream<Uint8Array>;
    },
    async remove(key) {
      await rm(placeOf(folder, key), { force: true });
    },
  };
}

async function writeSynced(target: string, bytes: Uint8Array): Promise<void> {
  const file = await open(target, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A key can only name a place inside the folder. */
function placeOf(folder: string, key: string): string {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+$/.test(key)) throw new Error("not a storage key");
  return path.join(/* turbopackIgnore: true */ folder, key);
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
