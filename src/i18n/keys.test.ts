import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { errorStatus } from "#lib/errors.ts";
import { addressesOf, addressIn, type Locale, localeOfAddress, locales, negotiateLocale } from "./locale.ts";
import { loadMessages, type Messages, messagesFolder, namespacesIn } from "./messages.ts";

const srcFolder = join(import.meta.dirname, "..");

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

function flatLocale(locale: Locale) {
  return flatten(loadMessages(locale));
}

/** Why next-intl cannot read the text as ICU, if it cannot. Missing values are no concern here. */
function icuError(text: string, locale: Locale): string {
  let refused = "";
  const onError = (error: { code: string; message: string }) => {
    if (error.code === "INVALID_MESSAGE") refused = error.message;
  };
  createTranslator({ locale, messages: { text }, onError })("text", {});
  return refused;
}

/** Names in {braces}: a translation that drops one loses information. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? ""))].sort();
}

describe("messages", () => {
  const reference = flatLocale("zh-CN");

  test("both locales have the same files and the same keys", () => {
    for (const locale of locales) {
      expect(namespacesIn(messagesFolder(locale)), locale).toEqual(namespacesIn(messagesFolder("zh-CN")));
      expect([...flatLocale(locale).keys()].sort(), locale).toEqual([...reference.keys()].sort());
    }
  });

  test.each(locales)("%s: nothing is empty, everything is ICU, placeholders agree", (locale) => {
    const wrong: string[] = [];
    for (const [key, text] of flatLocale(locale)) {
      if (text.trim() === "") wrong.push(`${key}: empty`);
      const refused = icuError(text, locale);
      if (refused) wrong.push(`${key}: ${refused}`);
      const expected = placeholders(reference.get(key) ?? "");
      if (placeholders(text).join() !== expected.join()) wrong.push(`${key}: placeholders are not {${expected.join("} {")}}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** `const t = useTranslations("ns")` … `t("key")`: a literal key that is in no file would show its name to people. */
function missingKeys(text: string, known: Map<string, string>): string[] {
  const source = text.replace(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm, "");
  const scopes = [...source.matchAll(/const (\w+) = (?:await )?(?:useTranslations|getTranslations)\("([\w.-]+)"\)/g)];
  const byName = new Map<string, Set<string>>();
  for (const [, name = "", scope = ""] of scopes) byName.set(name, (byName.get(name) ?? new Set()).add(scope));
  const missing: string[] = [];
  for (const [name, names] of byName) {
    for (const [, key = ""] of source.matchAll(new RegExp(`\\b${name}(?:\\.rich)?\\("([\\w.-]+)"`, "g"))) {
      if (![...names].some((scope) => known.has(`${scope}.${key}`))) missing.push(`${[...names].join("|")}.${key}`);
    }
  }
  return missing;
}

test("every literal key used in the code exists", () => {
  const known = flatLocale("zh-CN");
  const missing = readdirSync(srcFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated") && !file.endsWith(".test.ts"))
    .flatMap((file) => missingKeys(readFileSync(join(srcFolder, file), "utf8"), known).map((key) => `${file}: ${key}`));
  expect(missing).toEqual([]);
});

test("every error code has a sentence", () => {
  const known = flatLocale("zh-CN");
  expect(Object.keys(errorStatus).filter((code) => !known.has(`errors.${code}`))).toEqual([]);
});

test("the language follows the browser's order of preference", () => {
  expect(negotiateLocale("en-US,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(negotiateLocale("fr;q=0.9, zh-TW;q=0.8, en;q=0.7")).toBe("zh-CN");
  expect(negotiateLocale("en;q=0, de")).toBe("zh-CN");
  expect(negotiateLocale(null)).toBe("zh-CN");
});

test("an address may name its language, and a public page has one for each", () => {
  expect(localeOfAddress("/pricing?lang=en")).toBe("en");
  expect(localeOfAddress("?a=1&lang=zh-CN")).toBe("zh-CN");
  for (const none of [null, undefined, "", "/pricing", "/pricing?lang=", "/pricing?lang=fr", "/lang=en", "/a?language=en"])
    expect(localeOfAddress(none), String(none)).toBeUndefined();
  expect(addressIn("zh-CN", "/guides")).toBe("/guides");
  const all = addressesOf("/guides", "https://example.com");
  expect(all).toEqual({
    "zh-CN": "https://example.com/guides",
    en: "https://example.com/guides?lang=en",
    "x-default": "https://example.com/guides",
  });
  for (const locale of locales) expect(localeOfAddress(all[locale]) ?? "zh-CN").toBe(locale);
});
