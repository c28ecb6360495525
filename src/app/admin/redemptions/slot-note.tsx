import { useTranslations } from "next-intl";
import { hrefWith, type Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { parseSlot } from "#domain/redemption/rules.ts";
import { redemptionFilter } from "#domain/redemption/schema.ts";

/** Where one comes from the dashboard's map of hours: says what is left out, and brings it back. */
export function SlotNote({ slot, params }: { slot: unknown; params: Params }) {
  const chart = useTranslations("chart");
  const t = useTranslations("redemption.slot");
  const known = redemptionFilter.parse({ slot }).slot;
  if (!known) return null;
  const { weekday, hour } = parseSlot(known);
  const day = chart(`weekday.${weekday as 1}`);
  return (
    <p className="mb-4 flex flex-wrap gap-x-3 text-sm">
      {t("only", { day, from: `${hour}:00`, to: `${hour + 1}:00` })}
      <TextLink href={hrefWith(params, { slot: null, after: null })}>{t("all")}</TextLink>
    </p>
  );
}
