import { useTranslations } from "next-intl";
import { hrefWith, type Params } from "#components/table/href.ts";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { StatementTotals } from "#domain/settlement/queries.ts";

export function SettlementTabs({ current }: { current: "runs" | "statements" | "invoices" }) {
  const t = useTranslations("settlement");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "runs", href: "/admin/settlement", label: t("tabs.runs") },
        { key: "statements", href: "/admin/settlement/statements", label: t("tabs.statements") },
        { key: "invoices", href: "/admin/settlement/invoices", label: t("tabs.invoices") },
      ]}
    />
  );
}

/** How much waits for whom; each figure opens its statements. */
export function PaymentStats({ totals, base, params = {} }: { totals: StatementTotals; base: string; params?: Params }) {
  const t = useTranslations("settlement.stat");
  const stats = [
    { key: "payable", status: "PAYABLE", total: totals.PAYABLE },
    { key: "prepared", status: "PREPARED", total: totals.PREPARED },
    { key: "paid", status: "PAID", total: totals.PAID },
  ] as const;
  return (
    <StatGrid className="mb-5 max-sm:grid-cols-1! sm:grid-cols-3!">
      {stats.map(({ key, status, total }) => (
        <Stat
          key={key}
          label={t(key)}
          value={<Money minor={total.netMinor} />}
          hint={t("hint", { count: total.count })}
          href={`${base}${hrefWith(params, { status, after: null })}`}
        />
      ))}
    </StatGrid>
  );
}
