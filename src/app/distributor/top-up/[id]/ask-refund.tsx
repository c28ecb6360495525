"use client";

import { useLocale, useTranslations } from "next-intl";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { requestRefundInput } from "#domain/payment/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { paymentId: string; mostMinor: string };

export function AskRefund(props: Props) {
  const t = useTranslations("ownTopup.refund");
  return (
    <Dialog trigger={<Button size="sm">{t("ask")}</Button>} title={t("ask")}>
      {(close) => <AskForm {...props} onDone={close} />}
    </Dialog>
  );
}

function AskForm({ paymentId, mostMinor, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("ownTopup.refund");
  const api = useApi();
  const locale = useLocale();
  const form = useZodForm(requestRefundInput, { paymentId, amountMinor: mostMinor, reason: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.payment.requestRefund.mutate(values)}
      success={t("asked")}
      submitLabel={t("submit")}
      onDone={onDone}
    >
      <MoneyField name="amountMinor" label={t("amount")} hint={t("hint", { amount: formatMoney(mostMinor, { locale }) })} />
      <TextareaField name="reason" label={t("reason")} maxLength={200} />
      <Alert>{t("held")}</Alert>
    </DialogForm>
  );
}

export function TakeBack({ id, amountMinor }: { id: string; amountMinor: string }) {
  const t = useTranslations("ownTopup.refund");
  const api = useApi();
  const locale = useLocale();
  return (
    <ConfirmButton
      size="sm"
      variant="ghost"
      title={t("takeBackTitle")}
      description={t("takeBackText", { amount: formatMoney(amountMinor, { locale }) })}
      success={t("takenBack")}
      onConfirm={() => api.payment.rejectRefund.mutate({ id, reason: t("takeBack") })}
    >
      {t("takeBack")}
    </ConfirmButton>
  );
}
