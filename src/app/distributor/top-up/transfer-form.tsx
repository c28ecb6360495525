"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { ImageField } from "#components/form/image-field.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { recordOwnTransferInput } from "#domain/topup/schema.ts";
import { useApi } from "#trpc/client.tsx";

/** Where to transfer to, then the slip that shows he did. */
export function TransferForm({ bankAccount, name, amountMinor }: { bankAccount: string; name: string; amountMinor: string }) {
  const t = useTranslations("ownTopup");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(recordOwnTransferInput, { amountMinor, bankReference: "", note: "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await api.topup.recordOwn.mutate(values);
        toast.success(t("transferSent"));
        router.push(`/distributor/top-up/${id}`);
      }}
    >
      <div className="rounded-xl bg-surface-secondary p-4 text-sm">
        <p className="mb-1 font-medium">{t("transferTo")}</p>
        <p className="whitespace-pre-line">{bankAccount || t("transferUnknown")}</p>
        <p className="mt-2 text-muted">{t("transferNote", { name })}</p>
      </div>
      <MoneyField name="amountMinor" label={t("amount")} />
      <TextField name="bankReference" label={t("bankReference")} hint={t("bankReferenceHint")} maxLength={64} />
      <ImageField name="proofFileId" label={t("proof")} hint={t("proofHint")} purpose="topup" />
      <TextareaField name="note" label={t("note")} optional maxLength={500} />
      <FormError />
      <FormActions>
        <SubmitButton>{t("transferSubmit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
