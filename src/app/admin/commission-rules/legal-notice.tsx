import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";

/** Shown wherever more than three levels would be paid. */
export function LegalNotice({ depth, people, className }: { depth: number; people: number; className?: string }) {
  const t = useTranslations("commissionRule");
  return (
    <Alert tone="warning" title={t("legalTitle")} className={className}>
      {t("legalText")} {t("legalNow", { depth, people })}
    </Alert>
  );
}
