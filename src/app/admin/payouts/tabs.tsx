import { useTranslations } from "next-intl";
import { LinkTabs } from "#components/ui/link-tabs.tsx";

type Props = { current: "batches" | "items" | "withdrawals"; withdrawals: number; attention: number };

/** Batches, single payouts, and what distributors ask for; the counts are what waits for a person. */
export function PayoutTabs({ current, withdrawals, attention }: Props) {
  const t = useTranslations("payout");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "batches", href: "/admin/payouts", label: t("tab.batches") },
        { key: "items", href: "/admin/payouts/items", label: t("tab.items"), count: attention || undefined },
        { key: "withdrawals", href: "/admin/payouts/withdrawals", label: t("tab.withdrawals"), count: withdrawals || undefined },
      ]}
    />
  );
}
