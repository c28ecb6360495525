import { useLocale, useTranslations } from "next-intl";
import { formatDateTime } from "#components/ui/date-time.tsx";

/** 2026-11-22 20:00 起 · 长期开放 · … */
export function WindowText({ opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null }) {
  const t = useTranslations("link");
  const locale = useLocale();
  const from = opensAt && formatDateTime(opensAt, { locale });
  const until = closesAt && formatDateTime(closesAt, { locale });
  if (from && until) return <span className="tnum">{t("range", { from, to: until })}</span>;
  if (from) return <span className="tnum">{t("from", { date: from })}</span>;
  return <span className="tnum">{until ? t("until", { date: until }) : t("always")}</span>;
}
