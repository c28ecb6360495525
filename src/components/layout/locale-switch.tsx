"use client";

import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Locale, localeCookie, locales } from "#i18n/locale.ts";

/* <LocaleSwitch /> shows the other language's name; the choice is kept in a cookie for a year. */
export function useLocaleChoice(): [string, (next: Locale) => void, boolean] {
  const router = useRouter();
  const locale = useLocale();
  const [pending, start] = useTransition();
  function choose(next: Locale) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in WeChat's browser and in Safari before 18.4
    document.cookie = `${localeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    start(() => router.refresh());
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
