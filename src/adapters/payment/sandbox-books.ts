import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#lib/env.ts";

/**
 * The books of the sandbox providers: facts, each a small file that appears whole and never changes. Whoever comes first
 * writes it, in any process; the others read what he wrote. Amounts are text, times ISO.
 */
export type Fact = Record<string, string>;
export type SandboxBooks = {
  /** Writes the fact unless there is one; answers the one that counts. */
  once(name: string, fact: Fact): Promise<Fact>;
  read(name: string): Promise<Fact | null>;
  /** Names of the facts in a folder. */
  list(folder: string): Promise<string[]>;
};

export const isSandboxNumber = (outNo: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(outNo);

export function sandboxBooks(
  folder: string = path.resolve(/* turbopackIgnore: true */ env().KAYISU_DATA_DIR, "sandbox"),
): SandboxBooks {
  const placeOf = (name: string) => {
    if (!/^[a-z]+\/[A-Za-z0-9._-]{1,140}$/.test(name)) throw new Error("not the name of a sandbox fact");
    return path.join(/* turbopackIgnore: true */ folder, `${name}.json`);
  };
  const read = async (name: string) => {
    const text = await readFile(placeOf(name), "utf8").catch(nothingThere);
    return text === null ? null : (JSON.parse(text) as Fact);
  };
  return {
    read,
    async once(name, fact) {
      const place = placeOf(name);
      const part = path.join(path.dirname(place), `.${randomUUID()}.part`);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      await writeFile(part, JSON.stringify(fact), { mode: 0o600, flush: true });
      try {
        await link(part, place); // unlike rename, it refuses when there is one already
        return fact;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        return (await read(name)) ?? fact;
      } finally {
        await rm(part, { force: true });
      }
    },
    async list(within) {
      const names = await readdir(path.join(/* turbopackIgnore: true */ folder, within)).catch(nothingThere);
      return (names ?? []).filter((name) => name.endsWith(".json")).map((name) => `${within}/${name.slice(0, -5)}`);
    },
  };
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
