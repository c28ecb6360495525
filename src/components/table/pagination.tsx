import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { hrefWith, one, type Params } from "./href.ts";

/*
 * <KeysetPagination params={params} count={page.items.length} next={page.next} />      large tables: ?after=<id>
 * <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />   small ones: ?page=2
 * Links only, no JS. Nothing is drawn when everything fits on one page.
 */
export function KeysetPagination({ params, count, next }: { params: Params; count: number; next: string | null }) {
  const t = useTranslations("table");
  const later = Boolean(one(params.after));
  if (!later && !next) return null;
  return (
    <Bar label={t("pagination")} summary={t("showing", { count })}>
      {later ? (
        <ButtonLink size="sm" href={hrefWith(params, { after: null })} icon={<ChevronsLeft />}>
          {t("firstPage")}
        </ButtonLink>
      ) : null}
      {next ? (
        <ButtonLink size="sm" href={hrefWith(params, { after: next })}>
          {t("nextPage")}
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </Bar>
  );
}

export function NumberedPagination({
  params,
  page,
  pageSize,
  total,
}: {
  params: Params;
  page: number;
  pageSize: number;
  total: number;
}) {
  const t = useTranslations("table");
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 && page === 1) return null;
  return (
    <Bar label={t("pagination")} summary={`${t("total", { count: total })} · ${t("pageOf", { page, pages })}`}>
      {page > 1 ? (
        <ButtonLink size="sm" href={hrefWith(params, { page: page === 2 ? null : page - 1 })} icon={<ChevronLeft />}>
          {t("prevPage")}
        </ButtonLink>
      ) : null}
      {page < pages ? (
        <ButtonLink size="sm" href={hrefWith(params, { page: page + 1 })}>
          {t("nextPage")}
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </Bar>
  );
}

function Bar({ label, summary, children }: { label: string; summary: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="mt-4 flex flex-wrap items-center justify-between gap-3">
      <p className="tnum text-sm text-muted">{summary}</p>
      <div className="flex items-center gap-2">{children}</div>
    </nav>
  );
}
