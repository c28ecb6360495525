import { createTranslator } from "next-intl";
import { renderLetter } from "#adapters/email/templates/render-letter.tsx";
import { isLocale, type Locale } from "#i18n/locale.ts";
import { loadMessages, type Messages } from "#i18n/messages.ts";
import type { TemplateName } from "./schema.ts";

export type Values = Record<string, string | number>;
export type RenderedEmail = { channel: "EMAIL"; subject: string; html: string; text: string };
export type RenderedSms = { channel: "SMS"; text: string };

const localeOf = (locale: string): Locale => (isLocale(locale) ? locale : "zh-CN");

type Translate = { (key: string, values: Values): string; has(key: string): boolean };

/** Words by key, or undefined where a template has none. */
function wordsOf(namespace: "mail" | "sms", locale: string) {
  const messages = loadMessages(localeOf(locale));
  const t = createTranslator({ locale: localeOf(locale), messages: messages[namespace] as Messages }) as unknown as Translate;
  return (key: string, values: Values) => (t.has(key) ? t(key, values) : undefined);
}

/** The mail in the reader's language. `values` are the template's params, `link` its sealed link. */
export async function renderEmail(
  template: TemplateName,
  locale: string,
  brand: string,
  values: Values & { link?: string },
): Promise<RenderedEmail> {
  const words = wordsOf("mail", locale);
  const all = { brand, ...values };
  const say = (part: string) => words(`${template}.${part}`, all);
  const label = say("action");
  const letter = await renderLetter({
    locale: localeOf(locale),
    brand,
    title: say("title") ?? "",
    paragraphs: (say("body") ?? "").split("\n\n"),
    action: label && values.link ? { label, href: values.link, hint: words("frame.linkHint", all) ?? "" } : undefined,
    note: say("note"),
    footer: words("frame.footer", all) ?? "",
  });
  return { channel: "EMAIL", subject: say("subject") ?? "", ...letter };
}

export function renderSms(template: TemplateName, locale: string, brand: string, values: Values): RenderedSms {
  return { channel: "SMS", text: wordsOf("sms", locale)(template, { brand, ...values }) ?? "" };
}
