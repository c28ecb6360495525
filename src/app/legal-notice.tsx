import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { legalDepth, legalPeople } from "#domain/distributor/rules.ts";

/** Said wherever the network pays more levels, or holds more people, than the law on multi-level selling draws its line at. */
export function LegalNotice({ paidDepth, people }: { paidDepth: number; people: number }) {
  const t = useTranslations("network.legal");
  const deep = paidDepth > legalDepth;
  if (!deep && people <= legalPeople) return null;
  return (
    <Alert tone="warning" title={t("title")} className="mb-4">
      {deep ? t("deep", { depth: paidDepth, limit: legalDepth }) : t("large", { people, limit: legalPeople })} {t("advice")}
    </Alert>
  );
}
