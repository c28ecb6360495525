import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { env } from "#lib/env.ts";
import { openSealedFile, type SealedFile, writeSealedFile } from "#lib/sealed-file.ts";

/** Where uploads wait for their import: encrypted, on this machine's disk. Several machines without a common disk need another file here. */
const folder = () => path.resolve(env().KAYISU_DATA_DIR, "uploads");
const fileOf = (key: string) => {
  if (!/^[0-9a-f-]{36}$/.test(key)) throw new Error("an upload's key is a uuid");
  return path.join(folder(), `${key}.sealed`);
};

export async function saveUpload(
  key: string,
  source: AsyncIterable<Uint8Array>,
  look: (piece: Buffer, sizeSoFar: number) => void,
): Promise<number> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return writeSealedFile(fileOf(key), key, source, look);
}

export const openUpload = (key: string, size: number): Promise<SealedFile> => openSealedFile(fileOf(key), key, size);

export const removeUpload = (key: string): Promise<void> => rm(fileOf(key), { force: true });

/** Removes files older than `before` whose key is not wanted any more; half-written ones too. Answers how many. */
export async function pruneUploadFiles(wanted: ReadonlySet<string>, before: Date): Promise<number> {
  const names = await readdir(folder()).catch(() => [] as string[]);
  let removed = 0;
  for (const name of names) {
    const key = name.slice(0, 36);
    if (wanted.has(key) && name === `${key}.sealed`) continue;
    const full = path.join(folder(), name);
    const info = await stat(full).catch(() => null);
    if (!info?.isFile() || info.mtime >= before) continue;
    await rm(full, { force: true });
    removed += 1;
  }
  return removed;
}
