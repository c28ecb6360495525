import path from "node:path";
import { env } from "#lib/env.ts";
import { localStorage } from "./local.ts";

/** Where files lie. Keys are made by us: lower-case letters, digits, "-", "/" and one ".". Another provider is another file like local.ts. */
export type Storage = {
  /** Whole or not at all; an existing key is replaced. */
  put(key: string, bytes: Uint8Array, mime: string): Promise<void>;
  /** Null when there is nothing under the key. */
  read(key: string): Promise<ReadableStream<Uint8Array> | null>;
  remove(key: string): Promise<void>;
};

export const storage = (): Storage => localStorage(path.resolve(/* turbopackIgnore: true */ env().KAYISU_DATA_DIR, "files"));
