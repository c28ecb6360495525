import { useTranslations } from "next-intl";
import { Money } from "#components/ui/money.tsx";
import { Num, Percent } from "#components/ui/number.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { Standing, Totals } from "#domain/report/queries.ts";
import { change } from "#domain/report/rules.ts";
import { type Period, periodHref } from "./period-href.ts";

type PeriodProps = { totals: { now: Totals; before: Totals }; period: Period; commissions: boolean };

/** What happened in the period, each number opening the list behind it. `commissions`: whether the reader may see what is paid to whom. */
export function PeriodStats({ totals: { now, before }, period, commissions }: PeriodProps) {
  const t = useTranslations("dashboard");
  const rate = (totals: Totals) => (totals.claims === 0 ? 0 : Math.round((totals.claimedAndRedeemed * 10_000) / totals.claims));
  return (
    <StatGrid columns={commissions ? 5 : 4}>
      <Stat
        label={t("sales")}
        value={<Money minor={now.salesMinor} />}
        hint={t("soldVouchers", { count: now.soldVouchers })}
        delta={change(Number(now.salesMinor), Number(before.salesMinor))}
        href={periodHref.sales(period)}
      />
      <Stat
        label={t("claims")}
        value={<Num value={now.claims} />}
        delta={change(now.claims, before.claims)}
        hint={t("comparedWithBefore")}
        href={periodHref.claims(period)}
      />
      <Stat
        label={t("redemptions")}
        value={<Num value={now.redemptions} />}
        delta={change(now.redemptions, before.redemptions)}
        hint={t("comparedWithBefore")}
        href={periodHref.redemptions(period)}
      />
      <Stat
        label={t("rate")}
        value={<Percent bps={rate(now)} />}
        delta={change(rate(now), rate(before))}
        hint={t("rateHint")}
        href={periodHref.claims(period, { status: "REDEEMED" })}
      />
      {commissions ? (
        <Stat
          label={t("commissionBorn")}
          value={<Money minor={now.commissionBornMinor} />}
          delta={change(Number(now.commissionBornMinor), Number(before.commissionBornMinor))}
          hint={t("comparedWithBefore")}
          href={periodHref.commissions(period)}
        />
      ) : null}
    </StatGrid>
  );
}

export function StandingStats({ standing, commissions }: { standing: Standing; commissions: boolean }) {
  const t = useTranslations("dashboard");
  return (
    <StatGrid columns={commissions ? 6 : 3}>
      {commissions ? (
        <Stat label={t("frozen")} value={<Money minor={standing.frozenMinor} />} href="/admin/commissions?status=FROZEN" />
      ) : null}
      {commissions ? (
        <Stat label={t("payable")} value={<Money minor={standing.payableMinor} />} href="/admin/commissions?status=PAYABLE" />
      ) : null}
      {commissions ? (
        <Stat label={t("paid")} value={<Money minor={standing.paidMinor} />} href="/admin/commissions?status=PAID" />
      ) : null}
      <Stat label={t("prepaid")} value={<Money minor={standing.prepaidMinor} />} href="/admin/distributors" />
      <Stat label={t("stock")} value={<Num value={standing.inStock} />} href="/admin/stock" />
      <Stat label={t("allotted")} value={<Num value={standing.allotted} />} href="/admin/vouchers?status=ALLOTTED" />
    </StatGrid>
  );
}
