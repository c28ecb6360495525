import type { MetadataRoute } from "next";
import { guideSlugs } from "#i18n/guides/guide.ts";
import { env } from "#lib/env.ts";

export const dynamic = "force-dynamic"; // as robots.ts

export default function sitemap(): MetadataRoute.Sitemap {
  const paths = ["", "/pricing", "/guides", "/join", ...guideSlugs.map((slug) => `/guides/${slug}`)];
  return paths.map((path) => ({ url: `${env().APP_URL}${path || "/"}` }));
}
