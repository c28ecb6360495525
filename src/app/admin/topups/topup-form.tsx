"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ComboboxField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { ImageField } from "#components/form/image-field.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { toast } from "#components/ui/toast.tsx";
import { recordTopUpInput } from "#domain/topup/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { distributor?: { id: string; name: string }; distributors?: ComboOption[]; onDone: () => void };

/** Records a bank transfer, for the distributor given or one chosen here. */
export function TopUpForm({ distributor, distributors = [], onDone }: Props) {
  const t = useTranslations("topup");
  const common = useTranslations("common");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(recordTopUpInput, {
    distributorId: distributor?.id,
    amountMinor: "",
    bankReference: "",
    proofFileId: null,
    note: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.topup.record.mutate(values);
        toast.success(t("recorded"));
        onDone();
        router.refresh();
      }}
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
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{common("action.cancel")}</Button>
        <SubmitButton>{t("record")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
