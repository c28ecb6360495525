import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { locales } from "../locale.ts";
import { type Block, type Guide, guideSlugs, type ScreenName, screenFile, screenSizes } from "./guide.ts";
import { guidesIn } from "./load-guide.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** What must agree between languages: everything but the words. */
function shapeOf(block: Block): string {
  if (typeof block === "string") return `text ${linksOf([block]).join(" ")}`;
  if ("steps" in block) return `steps ${block.steps.length}`;
  if ("list" in block) return `list ${block.list.length}`;
  if ("table" in block) return `table ${block.table.head.length} × ${block.table.rows.map((row) => row.length).join(" ")}`;
  if ("note" in block) return `note ${block.tone}`;
  return "screen" in block ? `screen ${block.screen}` : `worked ${block.worked}`;
}

function textsOf(block: Block): string[] {
  if (typeof block === "string") return [block];
  if ("steps" in block) return block.steps;
  if ("list" in block) return block.list;
  if ("table" in block) return [...block.table.head, ...block.table.rows.flat()];
  if ("note" in block) return [block.note];
  return "screen" in block ? [block.caption] : [];
}

const linksOf = (texts: string[]): string[] =>
  texts.flatMap((text) => [...text.matchAll(/\[[^\]]+\]\(([^)\s]+)\)/g)].map((match) => match[1]!));
const blocksOf = (guide: Guide) => guide.sections.flatMap((section) => section.blocks);

test.each(guideSlugs)("%s says the same in both languages", (slug) => {
  const [chinese, english] = locales.map((locale) => guidesIn(locale)[slug]) as [Guide, Guide];
  expect(english.sections.map((section) => section.id)).toEqual(chinese.sections.map((section) => section.id));
  expect(new Set(english.sections.map((section) => section.id)).size).toBe(english.sections.length);
  expect(blocksOf(english).map(shapeOf)).toEqual(blocksOf(chinese).map(shapeOf));
  for (const guide of [chinese, english]) for (const text of blocksOf(guide).flatMap(textsOf)) expect(text.trim()).not.toBe("");
});

/** src/app/(marketing)/guides/[slug]/page.tsx → /guides/[slug] */
const pages = globSync("**/page.tsx", { cwd: path.join(root, "src/app") }).map(
  (file) =>
    `/${path
      .dirname(file)
      .split(path.sep)
      .filter((part) => part !== "." && !part.startsWith("("))
      .join("/")}`,
);

test("every link of a guide leads to a page", () => {
  const targets = locales.flatMap((locale) =>
    guideSlugs.flatMap((slug) => linksOf(blocksOf(guidesIn(locale)[slug]).flatMap(textsOf))),
  );
  const known = (href: string) => pages.includes(href) || guideSlugs.some((slug) => href === `/guides/${slug}`);
  expect([...new Set(targets)].filter((href) => !known(href))).toEqual([]);
});

test("every screen has its pictures", () => {
  const missing = (Object.keys(screenSizes) as ScreenName[]).flatMap((name) =>
    locales
      .flatMap((locale) => [screenFile(name, locale), screenFile(name, locale, true)])
      .filter((file) => !existsSync(path.join(root, "public", file))),
  );
  expect(missing).toEqual([]);
});
