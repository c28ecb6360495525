import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { findUnknownYear } from "#domain/calendar/queries.ts";
import { getNetwork } from "#domain/distributor/queries-network.ts";
import { listLevels } from "#domain/level/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { env } from "#lib/env.ts";
import { requireStaff } from "#trpc/server.ts";
import { SettingsForm } from "./settings-form.tsx";
import { SettingTabs } from "./tabs.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setting"))("title") };
}

export default async function SettingsPage() {
  const ctx = await requireStaff("setting:manage");
  const [settings, levels, network, unknownYear, t] = await Promise.all([
    getSettings(ctx),
    listLevels(ctx),
    getNetwork(ctx),
    findUnknownYear(ctx),
    getTranslations("setting"),
  ]);
  return (
    <ClientMessages of={["setting", "network"]}>
      <PageHeader title={t("title")} description={t("lead")} />
      <SettingTabs current="general" />
      <SettingsForm
        settings={settings}
        levels={levels.map(({ id, name }) => ({ value: id, label: name }))}
        people={network.people}
        unknownYear={unknownYear}
        joinUrl={`${env().APP_URL}/join/`}
      />
    </ClientMessages>
  );
}
