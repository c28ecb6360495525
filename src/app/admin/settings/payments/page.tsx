import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listChannels } from "#domain/provider/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { channelSettings } from "#domain/setting/schema-channels.ts";
import { env } from "#lib/env.ts";
import { requireStaff } from "#trpc/server.ts";
import { SettingTabs } from "../tabs.tsx";
import { ChannelForm } from "./channel-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payChannel"))("title") };
}

export default async function ChannelsPage() {
  const ctx = await requireStaff("setting:manage");
  const [t, settings, channels] = await Promise.all([getTranslations("payChannel"), getSettings(ctx), listChannels(ctx)]);
  return (
    <ClientMessages of={["payChannel", "payment"]}>
      <PageHeader title={t("title")} description={t("lead")} />
      <SettingTabs current="channels" />
      <ChannelForm settings={channelSettings.parse(settings)} channels={channels} appUrl={env().APP_URL} />
    </ClientMessages>
  );
}
