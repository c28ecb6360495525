import { type Locale, locales } from "../locale.ts";
import en from "./en/all.ts";
import type { Guide, GuideSlug } from "./guide.ts";
import zh from "./zh-CN/all.ts";

const guides: Record<Locale, Record<GuideSlug, Guide>> = { "zh-CN": zh, en };

export const guidesIn = (locale: string): Record<GuideSlug, Guide> =>
  guides[locales.find((known) => known === locale) ?? "zh-CN"];
