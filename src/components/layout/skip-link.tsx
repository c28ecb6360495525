import { useTranslations } from "next-intl";

/** First thing on the page for a keyboard: straight to <main id="main">. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t("page.skip")}
    </a>
  );
}
