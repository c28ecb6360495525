import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Section } from "./section.tsx";

const questions = ["saas", "server", "app", "payment", "payout", "law", "rush", "wrong", "api"] as const;

export function Questions() {
  const t = useTranslations("marketing.home");
  return (
    <section className="mx-auto grid max-w-page gap-8 px-5 py-16 sm:px-8 sm:py-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <h2 className="text-3xl font-semibold tracking-tight text-balance">{t("faqTitle")}</h2>
      <div className="divide-y divide-separator border-y border-separator">
        {questions.map((key) => (
          <details key={key} className="group py-4">
            <summary className="flex min-h-11 list-none items-center justify-between gap-4 text-base font-medium [&::-webkit-details-marker]:hidden">
              {t(`faq.${key}.q`)}
              <Plus aria-hidden="true" className="size-5 shrink-0 text-muted transition-transform group-open:rotate-45" />
            </summary>
            <p className="mt-2 pb-1 leading-7 text-muted">{t(`faq.${key}.a`)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}

const doors = [
  ["join", "/join"],
  ["own", "/pricing"],
  ["in", "/sign-in"],
] as const;

export function Doors() {
  const t = useTranslations("marketing.home");
  return (
    <Section quiet title={t("endTitle")}>
      <ul className="grid gap-4 md:grid-cols-3">
        {doors.map(([key, href]) => (
          <li key={key} className="tile flex flex-col p-6">
            <h3 className="text-lg font-semibold">{t(`end.${key}.title`)}</h3>
            <p className="mt-2 mb-6 flex-1 text-sm leading-6 text-muted">{t(`end.${key}.text`)}</p>
            <ButtonLink href={href} variant={key === "join" ? "primary" : "secondary"} size="tap" className="w-full">
              {t(`end.${key}.action`)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
