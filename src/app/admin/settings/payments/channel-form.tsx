"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { SwitchField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField, PercentField } from "#components/form/number-fields.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Channel } from "#domain/provider/queries.ts";
import { type ChannelSettings, channelSettings } from "#domain/setting/schema-channels.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { settings: ChannelSettings; channels: Channel[]; appUrl: string };

/** One section for each way to pay: whether it is on, how to turn it on, what it costs. */
export function ChannelForm({ settings, channels, appUrl }: Props) {
  const t = useTranslations("payChannel");
  const names = useTranslations("payment.provider");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(channelSettings, settings);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        form.reset(channelSettings.parse(await api.setting.change.mutate(values)));
        toast.success(t("saved"));
        router.refresh();
      }}
    >
      {channels.map((channel) => (
        <FormSection
          key={channel.provider}
          title={
            <span className="flex flex-wrap items-center gap-2">
              {names(channel.provider)}
              <ChannelBadge channel={channel} />
            </span>
          }
          text={t(`about.${channel.provider}`)}
        >
          {channel.configured ? <Configured channel={channel} /> : <HowTo channel={channel} />}
          {channel.provider === "SANDBOX" ? null : <Webhook provider={channel.provider} appUrl={appUrl} />}
        </FormSection>
      ))}
      <FormSection title={names("BANK")} text={t("about.BANK")}>
        <TextareaField name="bankAccount" label={t("bankAccount")} hint={t("bankAccountHint")} maxLength={500} optional wide />
      </FormSection>
      <FormError />
      <FormActions>
        <SubmitButton disabled={!form.formState.isDirty}>{common("saveChanges")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function ChannelBadge({ channel: { configured, offered } }: { channel: Channel }) {
  const t = useTranslations("payChannel");
  if (!configured) return <StatusBadge status="OFF" tone="neutral" label={t("off")} />;
  return <StatusBadge status="ON" tone={offered ? "success" : "warning"} label={t(offered ? "on" : "paused")} />;
}

function Configured({ channel: { provider, methods } }: { channel: Channel }) {
  const t = useTranslations("payChannel");
  const names = useTranslations("payment.method");
  const key = provider.toLowerCase();
  return (
    <>
      <SwitchField name={`${key}On`} label={t("offer")} hint={t("offerHint")} wide />
      <p data-wide="true" className="text-sm text-muted">
        {t("methods")}：{methods.map((method) => names(method)).join(" · ")}
      </p>
      {provider === "SANDBOX" ? (
        <p data-wide="true" className="text-sm text-muted">
          {t("feeSaid")}
        </p>
      ) : (
        <>
          <PercentField name={`${key}FeeBps`} label={t("feeBps")} hint={t("feeHint")} />
          <MoneyField name={`${key}FeeFixedMinor`} label={t("feeFixed")} />
        </>
      )}
    </>
  );
}

function HowTo({ channel: { needs } }: { channel: Channel }) {
  const t = useTranslations("payChannel");
  return (
    <div data-wide="true" className="grid gap-2 text-sm">
      <p className="font-medium">{t("how")}</p>
      <p className="text-muted">{t("needs")}</p>
      <div className="relative rounded-xl bg-surface-secondary p-3 pr-14 font-mono text-xs leading-6 break-all">
        {needs.map((name) => (
          <div key={name}>{name}=</div>
        ))}
        <CopyButton value={needs.map((name) => `${name}=`).join("\n")} className="absolute top-2 right-2" />
      </div>
      <p className="text-muted">{t("readme")}</p>
    </div>
  );
}

function Webhook({ provider, appUrl }: { provider: "STRIPE" | "WECHAT" | "ALIPAY"; appUrl: string }) {
  const t = useTranslations("payChannel");
  const url = `${appUrl}/api/webhooks/${provider.toLowerCase()}`;
  return (
    <div data-wide="true" className="grid gap-1 text-sm">
      <p className="font-medium">{t("webhook")}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 rounded-lg bg-surface-secondary px-2 py-1 text-xs break-all">{url}</code>
        <CopyButton value={url} />
      </div>
      <p className="text-muted">{t(`webhookHint.${provider}`)}</p>
    </div>
  );
}
