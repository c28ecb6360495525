"use client";

import { Banknote } from "lucide-react";
import { useTranslations } from "next-intl";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Money } from "#components/ui/money.tsx";
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
  const api = useApi();
  const form = useZodForm(preparePaymentInput, { statementId, transferReference: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.settlement.preparePayment.mutate(values)}
      success={t("prepared")}
      submitLabel={t("prepare")}
      onDone={onDone}
    >
      <DescriptionList
        items={[
          { label: t("to"), value: name },
          { label: t("amount"), value: <Money minor={amountMinor} className="font-semibold" /> },
        ]}
      />
      <TextField name="transferReference" label={t("reference")} hint={t("referenceHint")} maxLength={64} autoComplete="off" />
    </DialogForm>
  );
}
