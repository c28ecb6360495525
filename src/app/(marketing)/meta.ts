import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { addressesOf, addressIn, defaultLocale, isLocale } from "#i18n/locale.ts";

/** Title, description, the address in this language and the others, and what a shared link shows. The address is completed by the layout's metadataBase. */
export async function pageMeta(path: string, title: string, description: string): Promise<Metadata> {
  const [locale, common] = await Promise.all([getLocale(), getTranslations("common")]);
  const address = addressIn(isLocale(locale) ? locale : defaultLocale, path);
  const picture = { url: "/og.png", width: 1200, height: 630 };
  return {
    title,
    description,
    alternates: { canonical: address, languages: addressesOf(path) },
    openGraph: {
      type: "website",
      url: address,
      siteName: common("brand"),
      locale: locale === "en" ? "en_US" : "zh_CN",
      title,
      description,
      images: [picture],
    },
    twitter: { card: "summary_large_image", title, description, images: [picture.url] },
  };
}
