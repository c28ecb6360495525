import { ArrowLeft, ArrowRight, ChevronDown } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Breadcrumbs } from "#components/ui/page-header.tsx";
import { type GuideSlug, guideSlugs, isGuideSlug, type Section } from "#i18n/guides/guide.ts";
import { guidesIn } from "#i18n/guides/load-guide.ts";
import { pageMeta } from "../../meta.ts";
import { GuideBlock } from "../guide-block.tsx";

type Props = { params: Promise<{ slug: string }> };

async function readSlug({ params }: Props): Promise<GuideSlug> {
  const { slug } = await params;
  return isGuideSlug(slug) ? slug : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const slug = await readSlug(props);
  const { title, summary } = guidesIn(await getLocale())[slug];
  return pageMeta(`/guides/${slug}`, title, summary);
}

export default async function GuidePage(props: Props) {
  const [slug, locale, t] = await Promise.all([readSlug(props), getLocale(), getTranslations("marketing.guides")]);
  const guides = guidesIn(locale);
  const guide = guides[slug];
  const place = guideSlugs.indexOf(slug);
  const [before, after] = [guideSlugs[place - 1], guideSlugs[place + 1]];
  return (
    <div className="mx-auto max-w-page px-5 pt-8 pb-20 sm:px-8 lg:grid lg:grid-cols-[minmax(0,1fr)_14rem] lg:gap-16">
      <article className="min-w-0 max-w-3xl">
        <Breadcrumbs crumbs={[{ href: "/guides", label: t("title") }, { label: guide.title }]} />
        <h1 className="mt-4 text-4xl font-semibold tracking-tight text-balance">{guide.title}</h1>
        <p className="mt-4 text-lg leading-8 text-muted">{guide.summary}</p>
        <p className="mt-3 text-sm text-muted">
          {t("for", { who: guide.audience })} · {t("minutes", { count: guide.minutes })}
        </p>
        <details className="group tile mt-6 px-4 py-1 lg:hidden">
          <summary className="flex min-h-11 list-none items-center justify-between text-sm font-medium [&::-webkit-details-marker]:hidden">
            {t("toc")}
            <ChevronDown aria-hidden="true" className="size-4 text-muted transition-transform group-open:rotate-180" />
          </summary>
          <Contents sections={guide.sections} label={t("toc")} />
        </details>
        {guide.sections.map((section) => (
          <section key={section.id} id={section.id} className="mt-12">
            <h2 className="text-2xl font-semibold tracking-tight">{section.title}</h2>
            <div className="mt-4 grid gap-5 text-base leading-8">
              {section.blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a written text does not change
                <GuideBlock key={index} block={block} title={section.title} />
              ))}
            </div>
          </section>
        ))}
        <nav aria-label={t("all")} className="mt-16 grid gap-3 border-t border-separator pt-6 sm:grid-cols-2">
          {before ? <Neighbour slug={before} label={t("prev")} title={guides[before].title} /> : <span />}
          {after ? <Neighbour slug={after} label={t("next")} title={guides[after].title} forward /> : null}
        </nav>
      </article>
      <aside className="hidden lg:block">
        <div className="sticky top-24 mt-10">
          <p className="mb-2 text-sm font-medium">{t("toc")}</p>
          <Contents sections={guide.sections} label={t("toc")} />
        </div>
      </aside>
    </div>
  );
}

function Contents({ sections, label }: { sections: Section[]; label: string }) {
  return (
    <nav aria-label={label} className="pb-2">
      <ol className="grid border-l border-separator text-sm">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className="block py-1.5 pl-3 leading-5 text-muted hover:text-foreground">
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Neighbour({ slug, label, title, forward }: { slug: GuideSlug; label: string; title: string; forward?: boolean }) {
  return (
    <Link href={`/guides/${slug}`} className={`tile p-4 hover:border-border-strong ${forward ? "text-right" : ""}`}>
      <span className={`flex items-center gap-1.5 text-xs text-muted ${forward ? "justify-end" : ""}`}>
        {forward ? null : <ArrowLeft aria-hidden="true" className="size-3.5" />}
        {label}
        {forward ? <ArrowRight aria-hidden="true" className="size-3.5" /> : null}
      </span>
      <span className="mt-1 block text-sm font-medium">{title}</span>
    </Link>
  );
}
