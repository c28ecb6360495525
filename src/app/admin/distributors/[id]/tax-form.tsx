"use client";

import { useTranslations } from "next-intl";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { changeTaxInput, taxKinds } from "#domain/distributor/schema.ts";
import { useApi } from "#trpc/client.tsx";

export type TaxKind = (typeof taxKinds)[number];

/** Finance says how a distributor is taxed, with its reason. */
export function TaxForm({ id, taxKind, onDone }: { id: string; taxKind: TaxKind; onDone: () => void }) {
  const t = useTranslations("distributor.tax");
  const common = useTranslations("common");
  const api = useApi();
  const form = useZodForm(changeTaxInput, { id, taxKind, taxId: "", reason: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.distributor.changeTax.mutate(values)}
      success={t("changed")}
      submitLabel={common("action.save")}
      onDone={onDone}
    >
      <RadioField
        name="taxKind"
        label={t("label")}
        options={taxKinds.map((value) => ({ value, label: t(value), hint: t(`hint.${value}`) }))}
      />
      <TextField name="taxId" label={t("id")} hint={t("idHint")} optional maxLength={20} autoComplete="off" />
      <TextareaField name="reason" label={common("confirm.reason")} rows={2} maxLength={500} />
    </DialogForm>
  );
}
