"use client";

import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Locale, localeCookie, localeCookieSeconds, localeOfAddress, localeParam, locales } from "#i18n/locale.ts";

/* <LocaleSwitch /> shows the other language's name; the choice is kept in a cookie for a year. */
export function useLocaleChoice(): [string, (next: Locale) => void, boolean] {
  const router = useRouter();
  const locale = useLocale();
  const [pending, start] = useTransition();
  function choose(next: Locale) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in WeChat's browser and in Safari before 18.4
    document.cookie = `${localeCookie}=${next}; path=/; max-age=${localeCookieSeconds}; samesite=lax`;
    const here = new URL(window.location.href);
    if (!localeOfAddress(here.search)) return start(() => router.refresh());
    here.searchParams.delete(localeParam); // it would overrule the choice
    start(() => window.location.replace(here));
  }
  return [locale, choose, pending];
}

export function LocaleSwitch() {
  const t = useTranslations("common.language");
  const [locale, choose, pending] = useLocaleChoice();
  const next = locales.find((candidate) => candidate !== locale) ?? "zh-CN";
  return (
    <Button variant="ghost" lang={next} pending={pending} icon={<Languages />} onClick={() => choose(next)}>
      {t(next)}
    </Button>
  );
}
