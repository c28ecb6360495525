import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Money } from "#components/ui/money.tsx";

/** What happens to one voucher, drawn with the product's own parts instead of a stock picture. */
export function FlowPicture() {
  const t = useTranslations("marketing.picture");
  const shares = [
    { who: t("seller"), minor: "300", width: "100%" },
    { who: t("upline1"), minor: "120", width: "40%" },
    { who: t("upline2"), minor: "60", width: "20%" },
  ];
  return (
    <figure className="tile overflow-hidden">
      <div className="border-b border-separator p-5">
        <div className="flex items-start justify-between gap-4">
          <div>
            <p className="text-base font-semibold">{t("product")}</p>
            <p className="mt-0.5 text-sm text-muted">{t("validity")}</p>
          </div>
          <Badge tone="success" dot>
            {t("redeemed")}
          </Badge>
        </div>
        <ol className="mt-5 flex items-center gap-1.5 text-xs text-muted" aria-label={t("path")}>
          {[t("inStock"), t("allotted"), t("claimed"), t("redeemed")].map((step) => (
            <li key={step} className="flex flex-1 flex-col gap-1.5">
              <span className="h-1 rounded-full bg-accent" />
              {step}
            </li>
          ))}
        </ol>
      </div>
      <div className="p-5">
        <p className="text-xs text-muted">{t("commission")}</p>
        <ul className="mt-3 grid gap-3">
          {shares.map((share) => (
            <li key={share.who}>
              <div className="flex justify-between text-sm">
                <span>{share.who}</span>
                <Money minor={share.minor} signed className="font-medium" />
              </div>
              <div className="mt-1.5 h-1.5 rounded-full bg-surface-tertiary">
                <div className="h-full rounded-full bg-accent" style={{ width: share.width }} />
              </div>
            </li>
          ))}
        </ul>
      </div>
      <figcaption className="border-t border-separator bg-surface-secondary px-5 py-3 text-xs text-muted">
        {t("caption")}
      </figcaption>
    </figure>
  );
}
