import type { Page } from "@playwright/test";
import { createTranslator } from "next-intl";
import { loadMessages } from "#i18n/messages.ts";

type Values = Record<string, string | number>;

/** The words on the screen: `zh("claim.got.title")`. A journey finds things by them, as a person does, and survives another wording. */
function wordsOf(locale: "zh-CN" | "en") {
  const translate = createTranslator({ locale, messages: loadMessages(locale) }) as (key: string, values?: Values) => string;
  return (key: string, values?: Values): string => {
    const text = translate(key, values);
    if (text === key) throw new Error(`no words for ${key} in ${locale}`);
    return text;
  };
}

export const zh = wordsOf("zh-CN");
export const en = wordsOf("en");

/** The words of the page's own language. */
export const wordsOn = async (page: Page) => ((await page.locator("html").getAttribute("lang")) === "en" ? en : zh);
