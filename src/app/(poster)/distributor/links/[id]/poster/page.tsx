import { ArrowLeft, Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type PosterWords, posterWords } from "#app/_links/poster-words.ts";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { getLink } from "#domain/link/queries.ts";
import { findPublicProduct } from "#domain/product/queries-public.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";
import { PrintButton } from "./print-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("poster.title"), robots: { index: false }, referrer: "no-referrer" };
}

/** One A4 sheet to print, and beside it the picture for phones. Outside the portal's frame, so that paper shows only the poster. */
export default async function PosterPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireDistributor("link:own");
  const { id } = await params;
  const link = await orAnswer(getLink(ctx, id));
  const [product, t] = await Promise.all([findPublicProduct(ctx, link.productId), getTranslations("link.poster")]);
  if (!product) return null;
  const words = await posterWords(link, product);
  const base = `/distributor/links/${id}`;
  return (
    <main className="mx-auto max-w-page px-4 py-6 print:max-w-none print:p-0">
      <style>{"@page { size: A4; margin: 0 }"}</style>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3 print:hidden">
        <ButtonLink href={base} variant="ghost" icon={<ArrowLeft />}>
          {t("back")}
        </ButtonLink>
        <div className="flex flex-wrap gap-2">
          <a href={`${base}/poster.png?download`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            {t("save")}
          </a>
          <PrintButton>{t("print")}</PrintButton>
        </div>
      </div>
      <div className="flex flex-wrap items-start justify-center gap-8 print:block">
        <Sheet name={product.name} imageId={product.imageId} qr={`${base}/qr.svg`} words={words} />
        <figure className="w-full max-w-xs print:hidden">
          <img src={`${base}/poster.png`} alt={t("preview")} className="w-full rounded-lg border border-border" />
          <figcaption className="mt-2 text-center text-sm text-muted">{t("preview")}</figcaption>
        </figure>
      </div>
    </main>
  );
}

type SheetProps = { name: string; imageId: string | null; qr: string; words: PosterWords };

/** White paper and dark ink whatever the screen's theme is. */
function Sheet({ name, imageId, qr, words }: SheetProps) {
  return (
    <article className="poster flex w-full max-w-[210mm] flex-col items-center rounded-lg border border-border pb-8 text-center print:h-[297mm] print:w-[210mm] print:max-w-none print:rounded-none print:border-0">
      {imageId ? (
        <img src={`/api/files/${imageId}`} alt="" className="aspect-[2/1] w-full rounded-t-lg object-cover print:rounded-none" />
      ) : (
        <div className="h-16" />
      )}
      <div className="flex flex-1 flex-col items-center px-6 pt-6 sm:px-16">
        <h1 className="text-3xl font-semibold text-balance sm:text-5xl">{name}</h1>
        <p className="mt-3 text-xl font-semibold text-[var(--poster-accent)] sm:text-2xl">{words.worth}</p>
        <img src={qr} alt="" className="mt-4 w-56 sm:w-72" />
        <p className="text-xl font-medium sm:text-2xl">{words.scan}</p>
        <p className="mt-4 text-sm text-[var(--poster-muted)] sm:text-base">{words.facts.join(" · ")}</p>
        {words.rules ? (
          <section className="mt-6 w-full text-left text-sm leading-relaxed">
            <h2 className="font-medium">{words.rulesTitle}</h2>
            <p className="mt-1 line-clamp-6 whitespace-pre-line text-[var(--poster-muted)]">{words.rules}</p>
          </section>
        ) : null}
      </div>
      <p className="mt-6 text-xs text-[var(--poster-muted)]">{words.no}</p>
    </article>
  );
}
