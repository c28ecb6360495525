import { BookOpenText, Calculator, FileInput, ScanLine, ShieldCheck, Smartphone, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { type GuideSlug, guideSlugs } from "#i18n/guides/guide.ts";
import { guidesIn } from "#i18n/guides/load-guide.ts";
import { pageMeta } from "../meta.ts";

const icons: Record<GuideSlug, typeof BookOpenText> = {
  "quick-start": BookOpenText,
  import: FileInput,
  distributor: UsersRound,
  consumer: Smartphone,
  store: ScanLine,
  commission: Calculator,
  security: ShieldCheck,
};

export async function generateMetadata(): Promise<Metadata> {
  const meta = await getTranslations("marketing.meta");
  return pageMeta("/guides", meta("guides"), meta("guidesText"));
}

export default async function GuidesPage() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("marketing.guides")]);
  const guides = guidesIn(locale);
  return (
    <div className="mx-auto max-w-page px-5 pt-12 pb-20 sm:px-8 sm:pt-20">
      <h1 className="text-display">{t("title")}</h1>
      <p className="mt-4 max-w-2xl text-lg leading-8 text-muted">{t("lead")}</p>
      <ul className="mt-10 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {guideSlugs.map((slug) => {
          const Icon = icons[slug];
          const guide = guides[slug];
          return (
            <li key={slug} className="tile relative flex flex-col p-6 transition-colors hover:border-border-strong">
              <Icon aria-hidden="true" className="size-5 text-accent-soft-foreground" />
              <h2 className="mt-5 text-lg font-semibold">
                <Link href={`/guides/${slug}`} className="after:absolute after:inset-0">
                  {guide.title}
                </Link>
              </h2>
              <p className="mt-2 flex-1 text-sm leading-6 text-muted">{guide.summary}</p>
              <p className="mt-4 text-xs text-muted">
                {t("for", { who: guide.audience })} · {t("minutes", { count: guide.minutes })}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
