import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getSettings } from "#domain/setting/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { SettingTabs } from "../tabs.tsx";
import { PayoutSettingsForm } from "./payout-settings-form.tsx";
import { toForm } from "./schema.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payoutSetting"))("title") };
}

export default async function PayoutSettingsPage() {
  const ctx = await requireStaff("setting:manage");
  const [t, settings] = await Promise.all([getTranslations("payoutSetting"), getSettings(ctx)]);
  return (
    <ClientMessages of={["payoutSetting"]}>
      <PageHeader title={t("title")} description={t("lead")} />
      <SettingTabs current="payouts" />
      <PayoutSettingsForm settings={toForm(settings)} />
    </ClientMessages>
  );
}
