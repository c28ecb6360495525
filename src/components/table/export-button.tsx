import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { hrefWith, type Params } from "./href.ts";

/*
 * <ExportButton href="/api/export/vouchers" params={params} />    downloads what the filters on screen show
 */
export function ExportButton({ href, params = {}, children }: { href: string; params?: Params; children?: ReactNode }) {
  const t = useTranslations("common");
  const query = hrefWith(params, { after: null, page: null });
  return (
    <a href={query === "?" ? href : `${href}${query}`} download className={buttonClass()}>
      <Download aria-hidden="true" />
      {children ?? t("action.export")}
    </a>
  );
}
