import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

/** Title, description, canonical address and what a shared link shows. The address is completed by the layout's metadataBase. */
export async function pageMeta(path: string, title: string, description: string): Promise<Metadata> {
  const [locale, common] = await Promise.all([getLocale(), getTranslations("common")]);
  const picture = { url: "/og.png", width: 1200, height: 630 };
  return {
    title,
    description,
    alternates: { canonical: path },
    openGraph: {
      type: "website",
      url: path,
      siteName: common("brand"),
      locale: locale === "en" ? "en_US" : "zh_CN",
      title,
      description,
      images: [picture],
    },
    twitter: { card: "summary_large_image", title, description, images: [picture.url] },
  };
}
