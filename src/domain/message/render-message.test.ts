import { expect, test } from "vitest";
import { loadMessages } from "#i18n/messages.ts";
import { renderEmail, renderSms, type Values } from "./render-message.ts";
import { type TemplateName, templates } from "./schema.ts";

const names = Object.keys(templates) as TemplateName[];

/** A value for each thing a template says it needs: the first word of an enum, or the thing's own name. */
function valuesOf(name: TemplateName): Values {
  const shape = { ...templates[name].params.shape, ...templates[name].sealed.shape } as Record<string, { options?: string[] }>;
  return Object.fromEntries(
    Object.entries(shape).map(([key, one]) => [key, one.options?.[0] ?? (key === "link" ? "https://example.com" : "7")]),
  );
}

for (const locale of ["zh-CN", "en"] as const) {
  test(`every message has its words in ${locale}, and a name in the log`, async () => {
    const labels = loadMessages(locale).message as { template: Record<string, Record<string, string>> };
    for (const name of names) {
      const values = valuesOf(name);
      const { text } =
        templates[name].channel === "EMAIL"
          ? await renderEmail(name, locale, "卡易速", values)
          : renderSms(name, locale, "卡易速", values);
      expect(text.length, name).toBeGreaterThan(10);
      expect(text, name).not.toMatch(/[{}]|\b(mail|sms)\.[a-z]/);
      const [group = "", key = ""] = name.split(".");
      expect(labels.template[group]?.[key], name).toBeTruthy();
    }
  });
}
