"use client";

import { Banknote } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Money } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { preparePaymentInput } from "#domain/settlement/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { statementId: string; amountMinor: string; name: string };

export function PreparePayment(props: Props) {
  const t = useTranslations("statement.payment");
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<Banknote />}>
          {t("prepare")}
        </Button>
      }
      title={t("prepareTitle")}
      description={t("prepareText")}
    >
      {(close) => <PrepareForm {...props} onDone={close} />}
    </Dialog>
  );
}

function PrepareForm({ statementId, amountMinor, name, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("statement.payment");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(preparePaymentInput, { statementId, transferReference: "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.settlement.preparePayment.mutate(values);
        toast.success(t("prepared"));
        onDone();
        router.refresh();
      }}
    >
      <DescriptionList
        items={[
          { label: t("to"), value: name },
          { label: t("amount"), value: <Money minor={amountMinor} className="font-semibold" /> },
        ]}
      />
      <TextField name="transferReference" label={t("reference")} hint={t("referenceHint")} maxLength={64} autoComplete="off" />
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{common("cancel")}</Button>
        <SubmitButton>{t("prepare")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
