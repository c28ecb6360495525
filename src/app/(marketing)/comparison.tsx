import { useTranslations } from "next-intl";
import { FactTable } from "./fact-table.tsx";
import { Section } from "./section.tsx";

const rows = ["codes", "twice", "levels", "basis", "store", "books", "pay", "start"] as const;

/** Honest: two of the rows are not ours. */
export function Comparison() {
  const t = useTranslations("marketing.home");
  return (
    <Section quiet title={t("compareTitle")} text={t("compareText")}>
      <FactTable
        label={t("compareTitle")}
        head={[t("compare.what"), t("compare.excel"), t("compare.shop"), t("compare.kayisu")]}
        rows={rows.map((key) => [
          t(`compare.${key}.what`),
          t(`compare.${key}.excel`),
          t(`compare.${key}.shop`),
          t(`compare.${key}.kayisu`),
        ])}
        strong={3}
      />
      <p className="mt-6 max-w-3xl text-sm leading-6 text-muted">{t("compareNote")}</p>
    </Section>
  );
}
