import { useTranslations } from "next-intl";
import { maxPurchase } from "#domain/allotment/schema.ts";
import { limits } from "#domain/batch/schema.ts";
import { MAX_QUOTA } from "#domain/link/schema.ts";
import { defaultSettings, settingsSchema } from "#domain/setting/schema.ts";
import { FactTable } from "../fact-table.tsx";

const deepest = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].find(
  (networkDepth) => settingsSchema.safeParse({ ...defaultSettings, networkDepth }).success,
);

/** The same constants the commands refuse by. */
export function LimitTable() {
  const t = useTranslations("marketing.pricing");
  const words = useTranslations("marketing.guides.limits");
  const count = (value: number) => value.toLocaleString("en-US");
  const rows = [
    [t("limit.file"), t("value.mb", { count: count(limits.fileBytes / 1024 / 1024) })],
    [t("limit.code"), t("value.chars", { from: count(limits.codeShortest), to: count(limits.codeLongest) })],
    [t("limit.generate"), t("value.vouchers", { count: count(limits.generateMost) })],
    [t("limit.purchase"), t("value.vouchers", { count: count(maxPurchase) })],
    [t("limit.quota"), t("value.vouchers", { count: count(MAX_QUOTA) })],
    [t("limit.depth"), t("value.people", { count: count(deepest ?? 1) })],
  ];
  return <FactTable label={t("limitsTitle")} head={[words("what"), words("value")]} rows={rows} />;
}
