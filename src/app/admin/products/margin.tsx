import { useTranslations } from "next-intl";
import { cx } from "#components/ui/class-names.ts";
import { formatMoney } from "#components/ui/money.tsx";
import { marginOf } from "#domain/product/rules.ts";

/* <Margin priceMinor={price} costMinor={cost} />   毛利 ¥5.00（25%）; works in server and client components */
export function Margin({ priceMinor, costMinor }: { priceMinor: bigint | null; costMinor: bigint | null }) {
  const t = useTranslations("product.margin");
  if (priceMinor === null) return <span className="text-muted">{t("none")}</span>;
  if (costMinor === null || priceMinor === 0n) return null;
  const { marginMinor, rateBps, loss } = marginOf(priceMinor, costMinor);
  const rate = `${Number(`${rateBps}e-2`)}%`;
  const amount = formatMoney(loss ? -marginMinor : marginMinor);
  return (
    <span className={cx("tnum", loss ? "text-danger-soft-foreground" : "text-muted")}>
      {t(loss ? "loss" : "text", { amount, rate })}
    </span>
  );
}
