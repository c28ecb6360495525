"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { LegalNotice } from "#app/legal-notice.tsx";
import { RadioField, SelectField, SwitchField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { NumberField, PercentField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import type { Option } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type Settings, settingsSchema } from "#domain/setting/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { SettlementFields, settlementValues, TaxFields } from "./settlement-fields.tsx";

type SettingsFormProps = { settings: Settings; levels: Option[]; people: number; joinUrl: string; unknownYear: number | null };

export function SettingsForm({ settings, levels, people, joinUrl, unknownYear }: SettingsFormProps) {
  const t = useTranslations("setting");
  const common = useTranslations("common");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(settingsSchema, settlementValues(settings));
  const [depth, inviteCode, policy] = useWatch({
    control: form.control,
    name: ["networkDepth", "inviteCode", "expiredStockPolicy"],
  });
  const policies = (["KEEP", "REFUND"] as const).map((value) => ({
    value,
    label: t(`expired.${value}`),
    hint: t(`expiredHint.${value}`),
  }));
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const saved = await api.setting.change.mutate(values);
        form.reset(settlementValues(saved));
        toast.success(common("state.saved"));
        router.refresh();
      }}
    >
      <FormSection title={t("operator.title")} text={t("operator.text")}>
        <TextField name="operatorName" label={t("operatorName")} hint={t("operatorNameHint")} maxLength={60} wide />
        <TextField name="contactEmail" type="email" label={t("contactEmail")} hint={t("contactHint")} optional maxLength={120} />
        <TextField name="contactPhone" type="tel" label={t("contactPhone")} hint={t("contactHint")} optional maxLength={30} />
      </FormSection>
      <FormSection title={t("network.title")} text={t("network.text")}>
        <NumberField name="networkDepth" label={t("networkDepth")} hint={t("networkDepthHint")} suffix={t("people")} />
        <SelectField
          name="defaultLevelId"
          label={t("defaultLevel")}
          hint={t("defaultLevelHint")}
          options={levels}
          placeholder={t("lowestLevel")}
          nullable
        />
        <TextField
          name="inviteCode"
          label={t("inviteCode")}
          hint={t("inviteCodeHint", { url: `${joinUrl}${inviteCode}` })}
          maxLength={16}
          wide
        />
        <div data-wide="true" aria-live="polite" className="empty:hidden">
          <LegalNotice paidDepth={Number(depth) || 0} people={people} />
        </div>
      </FormSection>
      <SettlementFields unknownYear={unknownYear} />
      <TaxFields />
      <FormSection title={t("redemption.title")} text={t("redemption.text")}>
        <NumberField name="reversalMinutes" label={t("reversalMinutes")} hint={t("reversalMinutesHint")} suffix={t("minutes")} />
        <NumberField name="reminderDays" label={t("reminderDays")} hint={t("reminderDaysHint")} suffix={t("days")} />
      </FormSection>
      <FormSection title={t("expired.title")} text={t("expired.text")}>
        <RadioField name="expiredStockPolicy" label={t("expired.policy")} options={policies} wide />
        {policy === "REFUND" ? (
          <PercentField name="expiredStockRefundBps" label={t("expired.share")} hint={t("expired.shareHint")} />
        ) : null}
      </FormSection>
      <FormSection title={t("security.title")} text={t("security.text")}>
        <SwitchField name="requireStaffTotp" label={t("requireStaffTotp")} hint={t("requireStaffTotpHint")} wide />
      </FormSection>
      <FormError />
      <FormActions>
        <SubmitButton disabled={!form.formState.isDirty}>{common("action.saveChanges")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
