import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/*
 * <PageHeader title="卡券商品" description="…" crumbs={[{ href: "/admin/products", label: "卡券商品" }, { label: product.name }]}
 *   badge={<StatusBadge …/>} actions={<ButtonLink …/>} />
 * Every page of a back office starts with one. It owns the page's only h1.
 */
export type Crumb = { href?: string; label: ReactNode };

type PageHeaderProps = { title: ReactNode; description?: ReactNode; crumbs?: Crumb[]; badge?: ReactNode; actions?: ReactNode };

export function PageHeader({ title, description, crumbs, badge, actions }: PageHeaderProps) {
  return (
    <header className="mb-5 sm:mb-6">
      {crumbs && crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-title break-words">{title}</h1>
            {badge}
          </div>
          {description ? <p className="mt-1 max-w-3xl text-sm text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}

export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const t = useTranslations("nav");
  return (
    <nav aria-label={t("breadcrumbs")} className="mb-2">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        {crumbs.map((crumb, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trail has no other identity than its order
          <li key={index} className="flex min-w-0 items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 opacity-60" /> : null}
            {crumb.href ? (
              <Link href={crumb.href} className="rounded hover:text-foreground">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate text-foreground">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
