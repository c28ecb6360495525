"use client";

import { useTranslations } from "next-intl";
import { ComboboxField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { ImageField } from "#components/form/image-field.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { recordTopUpInput } from "#domain/topup/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { distributor?: { id: string; name: string }; distributors?: ComboOption[]; onDone: () => void };

/** Records a bank transfer, for the distributor given or one chosen here. */
export function TopUpForm({ distributor, distributors = [], onDone }: Props) {
  const t = useTranslations("topup");
  const api = useApi();
  const form = useZodForm(recordTopUpInput, {
    distributorId: distributor?.id,
    amountMinor: "",
    bankReference: "",
    proofFileId: null,
    note: "",
  });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.topup.record.mutate(values)}
      success={t("recorded")}
      submitLabel={t("record")}
      onDone={onDone}
    >
      {distributor ? (
        <p className="text-sm text-muted">
          {t("for")} <span className="font-medium text-foreground">{distributor.name}</span>
        </p>
      ) : (
        <ComboboxField name="distributorId" label={t("distributor")} options={distributors} />
      )}
      <MoneyField name="amountMinor" label={t("amount")} hint={t("amountHint")} />
      <TextField name="bankReference" label={t("bankReference")} hint={t("bankReferenceHint")} maxLength={64} />
      <ImageField name="proofFileId" label={t("proof")} optional purpose="topup" />
      <TextareaField name="note" label={t("note")} optional maxLength={500} />
      <Alert>{t("secondPerson")}</Alert>
    </DialogForm>
  );
}
