import { useTranslations } from "next-intl";
import { hrefWith, type Params } from "#components/table/href.ts";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { Totals } from "#domain/commission/queries.ts";
import { type CommissionStatus, commissionStatuses } from "#domain/commission/schema.ts";

/** What stands in each status, each figure opening its list; then the same as tabs. */
export function CommissionTotals({ totals, params, status }: { totals: Totals; params: Params; status?: CommissionStatus }) {
  const t = useTranslations("commission");
  const href = (value: string | null) => hrefWith(params, { status: value, after: null });
  const all = commissionStatuses.reduce((sum, one) => sum + totals[one].count, 0);
  return (
    <>
      <StatGrid className="mb-5">
        {commissionStatuses.map((one) => (
          <Stat
            key={one}
            label={t(`status.${one}`)}
            value={<Money minor={totals[one].totalMinor} />}
            hint={`${t("count", { count: totals[one].count })} · ${t(`hint.${one}`)}`}
            href={href(one)}
          />
        ))}
      </StatGrid>
      <LinkTabs
        label={t("status.label")}
        current={status ?? "all"}
        tabs={[
          { key: "all", href: href(null), label: t("tab.all"), count: all },
          ...commissionStatuses.map((one) => ({
            key: one,
            href: href(one),
            label: t(`status.${one}`),
            count: totals[one].count,
          })),
        ]}
      />
    </>
  );
}
