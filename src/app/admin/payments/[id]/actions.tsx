"use client";

import { RefreshCw, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { useAction } from "#components/form/use-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { requestRefundInput } from "#domain/payment/schema.ts";
import { useApi } from "#trpc/client.tsx";

/** Asks the provider and tells what he says. */
export function QueryNow({ id }: { id: string }) {
  const t = useTranslations("payment");
  const api = useApi();
  const { run, pending } = useAction(() => api.payment.query.mutate({ id }), {
    onDone: ({ state }) => toast.success(t("queried", { state: t(`state.${state}`) })),
  });
  return (
    <Button icon={<RefreshCw />} pending={pending} onClick={() => run(undefined)}>
      {t("queryNow")}
    </Button>
  );
}

type RefundProps = { paymentId: string; mostMinor: string };

export function AskRefund(props: RefundProps) {
  const t = useTranslations("payment");
  return (
    <Dialog trigger={<Button icon={<Undo2 />}>{t("refund")}</Button>} title={t("refundTitle")}>
      {(close) => <RefundForm {...props} onDone={close} />}
    </Dialog>
  );
}

function RefundForm({ paymentId, mostMinor, onDone }: RefundProps & { onDone: () => void }) {
  const t = useTranslations("payment");
  const api = useApi();
  const locale = useLocale();
  const form = useZodForm(requestRefundInput, { paymentId, amountMinor: mostMinor, reason: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.payment.requestRefund.mutate(values)}
      success={t("refundAsked")}
      submitLabel={t("refundAsk")}
      onDone={onDone}
    >
      <MoneyField
        name="amountMinor"
        label={t("refundAmount")}
        hint={t("refundAmountHint", { amount: formatMoney(mostMinor, { locale }) })}
      />
      <TextareaField name="reason" label={t("refundReason")} maxLength={200} />
      <Alert>{t("refundSecond")}</Alert>
    </DialogForm>
  );
}

type DecideProps = { id: string; no: string; provider: string; amountMinor: string; mayApprove: boolean };

export function DecideRefund({ id, no, provider, amountMinor, mayApprove }: DecideProps) {
  const t = useTranslations("payment");
  const { payment } = useApi();
  const amount = formatMoney(amountMinor, { locale: useLocale() });
  const reject = {
    ...{ label: t("reject"), title: t("rejectTitle", { no }), text: t("rejectText", { amount }), success: t("rejected") },
    run: (reason: string) => payment.rejectRefund.mutate({ id, reason }),
  };
  const approve = {
    ...{ label: t("approve"), title: t("approveTitle", { no }), success: t("approved") },
    text: t("approveText", { amount, provider: t(`provider.${provider}` as "title") }),
    run: () => payment.approveRefund.mutate({ id }),
  };
  return <DecideButtons reject={reject} approve={mayApprove ? approve : undefined} />;
}
