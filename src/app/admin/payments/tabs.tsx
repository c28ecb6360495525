import { useTranslations } from "next-intl";
import { LinkTabs } from "#components/ui/link-tabs.tsx";

export function PaymentTabs({ current, waiting }: { current: "payments" | "refunds"; waiting: number }) {
  const t = useTranslations("payment");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "payments", href: "/admin/payments", label: t("tab.payments") },
        { key: "refunds", href: "/admin/payments/refunds", label: t("tab.refunds"), ...(waiting > 0 ? { count: waiting } : {}) },
      ]}
    />
  );
}
