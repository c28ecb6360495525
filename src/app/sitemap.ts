import type { MetadataRoute } from "next";
import { guideSlugs } from "#i18n/guides/guide.ts";
import { addressesOf, addressIn, locales } from "#i18n/locale.ts";
import { env } from "#lib/env.ts";

export const dynamic = "force-dynamic"; // as robots.ts

export default function sitemap(): MetadataRoute.Sitemap {
  const paths = ["", "/pricing", "/guides", "/join", ...guideSlugs.map((slug) => `/guides/${slug}`)];
  return paths.flatMap((path) => {
    const languages = addressesOf(path || "/", env().APP_URL);
    return locales.map((locale) => ({ url: env().APP_URL + addressIn(locale, path || "/"), alternates: { languages } }));
  });
}
