import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Screen } from "./screen.tsx";

/** What it is, in one screen: the promise beside the real product, back office and phone. */
export function Hero() {
  const t = useTranslations("marketing.home");
  const gap = useLocale() === "en" ? " " : null;
  return (
    <section className="mx-auto max-w-page overflow-hidden px-5 pt-12 pb-16 sm:px-8 sm:pt-20">
      <div className="mx-auto max-w-4xl text-center">
        <p className="text-sm font-medium text-accent-soft-foreground">{t("eyebrow")}</p>
        <h1 className="mt-4 text-display">
          <span className="inline-block">{t("title1")}</span>
          {gap}
          <span className="inline-block text-balance">{t("title2")}</span>
        </h1>
        <p className="mx-auto mt-6 max-w-2xl text-lg leading-8 text-pretty text-muted">{t("lead")}</p>
        <div className="mt-9 flex flex-wrap justify-center gap-3">
          <ButtonLink href="/join" variant="primary" size="tap">
            {t("join")}
          </ButtonLink>
          <ButtonLink href="/pricing" size="tap">
            {t("pricing")}
          </ButtonLink>
          <ButtonLink href="/guides" size="tap" variant="ghost">
            {t("how")}
          </ButtonLink>
        </div>
      </div>
      <div className="relative mx-auto mt-12 max-w-5xl pr-10 sm:mt-16 sm:pr-24">
        <Screen name="dashboard" eager />
        <Screen name="claim" className="absolute right-0 -bottom-6 w-28 sm:w-56" />
      </div>
    </section>
  );
}
