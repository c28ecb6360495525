import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import type { LinkRow } from "#domain/link/queries.ts";
import type { PublicProduct } from "#domain/product/queries-public.ts";

export type PosterWords = { worth: string; scan: string; facts: string[]; rulesTitle: string; rules: string; no: string };

/** What a poster says of a link: the same on paper and on the picture for a phone. */
export async function posterWords(link: LinkRow, product: PublicProduct): Promise<PosterWords> {
  const [t, locale] = await Promise.all([getTranslations("link.poster"), getLocale()]);
  const { validityKind, validUntil, validDays, retailPriceMinor, currency, usageRules } = product;
  const validity =
    validityKind === "FIXED" && validUntil
      ? t("validUntil", { date: formatDateTime(validUntil, { locale, only: "date" }) })
      : t("validDays", { days: validDays ?? 0 });
  return {
    worth: t("worth", { value: formatMoney(retailPriceMinor, { currency, locale, compact: true }) }),
    scan: t("scan"),
    facts: [
      t("limit", { count: Math.min(link.perPersonLimit, product.perPersonLimit) }),
      validity,
      ...(link.closesAt ? [t("until", { date: formatDateTime(link.closesAt, { locale }) })] : []),
      ...(link.phoneCheck ? [t("phone")] : []),
    ],
    rulesTitle: t("rules"),
    rules: usageRules,
    no: t("no", { no: link.no }),
  };
}
