import { Download, ExternalLink, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

type ShareCardProps = { id: string; url: string; closedAs: string | null };

/** The link to give away: copy it, show it, print it. */
export function ShareCard({ id, url, closedAs }: ShareCardProps) {
  const t = useTranslations("link.share");
  const base = `/distributor/links/${id}`;
  return (
    <Card title={t("title")}>
      <div className="grid gap-4">
        {closedAs ? <Alert tone="warning">{t("closed", { state: closedAs })}</Alert> : null}
        <div className="grid justify-items-center gap-3 sm:grid-cols-[auto_minmax(0,1fr)] sm:justify-items-stretch sm:gap-5">
          <img src={`${base}/qr.svg`} alt={t("qr")} width={160} height={160} className="rounded-lg bg-white" />
          <div className="grid w-full min-w-0 content-start gap-3">
            <div className="min-w-0">
              <p className="text-xs text-muted">{t("url")}</p>
              <p className="mt-1 text-sm break-all select-all">{url}</p>
            </div>
            <div className="flex flex-wrap gap-2">
              <CopyButton value={url} variant="primary" size="md">
                {t("copy")}
              </CopyButton>
              <a href={url} target="_blank" rel="noreferrer" className={buttonClass()}>
                <ExternalLink aria-hidden="true" />
                {t("open")}
              </a>
            </div>
          </div>
        </div>
        <div className="flex flex-wrap gap-2 border-t border-separator pt-4">
          <a href={`${base}/qr.png`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            {t("downloadPng")}
          </a>
          <a href={`${base}/qr.svg?download`} download className={buttonClass()}>
            <Download aria-hidden="true" />
            {t("downloadSvg")}
          </a>
          <ButtonLink href={`${base}/poster`} prefetch={false} icon={<Printer />}>
            {t("poster")}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}
