import { useTranslations } from "next-intl";
import { LinkTabs } from "#components/ui/link-tabs.tsx";

export function SettingTabs({ current }: { current: "general" | "channels" | "payouts" }) {
  const t = useTranslations("payChannel");
  return (
    <LinkTabs
      label={t("title")}
      current={current}
      tabs={[
        { key: "general", href: "/admin/settings", label: t("tabs.general") },
        { key: "channels", href: "/admin/settings/payments", label: t("tabs.channels") },
        { key: "payouts", href: "/admin/settings/payouts", label: t("tabs.payouts") },
      ]}
    />
  );
}
