/** The languages we speak. Browser-safe; the first is the default. */
export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "zh-CN";
export const localeCookie = "locale";
export const localeCookieSeconds = 31_536_000;
export const localeParam = "lang";
export const timeZone = "Asia/Shanghai";

export function isLocale(value: string | undefined | null): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language an address asks for: `/pricing?lang=en`. */
export function localeOfAddress(address: string | null | undefined): Locale | undefined {
  const named = new URLSearchParams((address ?? "").split("?")[1]).get(localeParam);
  return isLocale(named) ? named : undefined;
}

/** A public page's address in a language, for search engines: the bare one speaks the default, and whatever the visitor prefers. */
export function addressIn(locale: Locale, path: string): string {
  return locale === defaultLocale ? path : `${path}?${localeParam}=${locale}`;
}

/** Its addresses in all languages, by hreflang. */
export function addressesOf(path: string, origin = ""): Record<string, string> {
  const each = locales.map((locale) => [locale, origin + addressIn(locale, path)] as const);
  return Object.fromEntries([...each, ["x-default", origin + path]]);
}

/** The first language of an Accept-Language header that we speak, by the visitor's own order of preference. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const q = rest.find((piece) => piece.trim().startsWith("q="));
      return { tag: tag.toLowerCase(), q: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter((entry) => entry.tag !== "" && entry.q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (tag.startsWith("zh")) return "zh-CN";
    if (tag.startsWith("en")) return "en";
  }
  return defaultLocale;
}
