import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "./locale.ts";

/** One namespace is one file: src/i18n/<locale>/<namespace>.json. Adding the file in both locales is all it takes. */
export type Messages = { [key: string]: string | Messages };

type Loaded = { checkedAt: number; stamp: string; namespaces: Record<string, Messages> };

const loaded = new Map<Locale, Loaded>();
const recheckMs = 2_000;

/** Every namespace of a locale, kept in memory; the disk is asked every two seconds at most whether a file has changed. */
export function loadMessages(locale: Locale): Record<string, Messages> {
  const known = loaded.get(locale);
  const now = Date.now();
  if (known && now - known.checkedAt < recheckMs) return known.namespaces;
  const folder = messagesFolder(locale);
  const names = namespacesIn(folder);
  const stamp = names.map((name) => `${name}:${statSync(join(folder, `${name}.json`)).mtimeMs}`).join();
  const namespaces = known?.stamp === stamp ? known.namespaces : readNamespaces(folder, names);
  loaded.set(locale, { checkedAt: now, stamp, namespaces });
  return namespaces;
}

export function messagesFolder(locale: Locale): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "src", "i18n", locale);
}

export function namespacesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

function readNamespaces(folder: string, names: string[]): Record<string, Messages> {
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Messages]),
  );
}
