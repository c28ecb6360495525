"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ComboboxField, RadioField } from "#components/form/choice-fields.tsx";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { adjustmentSigns, requestAdjustmentInput } from "#domain/adjustment/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function RequestAdjustment({ distributors }: { distributors: ComboOption[] }) {
  const t = useTranslations("adjustment");
  const trigger = (
    <Button variant="primary" icon={<Plus />}>
      {t("create")}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t("create")} description={t("createText")}>
      {(close) => <AdjustmentForm distributors={distributors} onDone={close} />}
    </Dialog>
  );
}

function AdjustmentForm({ distributors, onDone }: { distributors: ComboOption[]; onDone: () => void }) {
  const t = useTranslations("adjustment");
  const api = useApi();
  const form = useZodForm(requestAdjustmentInput, { sign: "PLUS", amountMinor: "", reason: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.adjustment.request.mutate(values)}
      success={t("created")}
      submitLabel={t("create")}
      onDone={onDone}
    >
      <ComboboxField name="distributorId" label={t("distributor")} options={distributors} />
      <RadioField
        name="sign"
        label={t("sign")}
        options={adjustmentSigns.map((value) => ({ value, label: t(value), hint: t(`hint.${value}`) }))}
      />
      <MoneyField name="amountMinor" label={t("amount")} />
      <TextareaField name="reason" label={t("reason")} hint={t("reasonHint")} rows={3} maxLength={500} />
    </DialogForm>
  );
}

type DecideProps = { id: string; name: string; amountMinor: string; mayApprove: boolean };

/** Whoever asked may only take it back; another person approves. */
export function DecideAdjustment({ id, name, amountMinor, mayApprove }: DecideProps) {
  const t = useTranslations("adjustment");
  const locale = useLocale();
  const { approve, reject } = useApi().adjustment;
  const amount = formatMoney(amountMinor, { locale, signed: true });
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <DecideButtons
        reject={{
          ...{ label: t("reject"), title: t("rejectTitle"), text: t("rejectText"), success: t("rejected") },
          run: (reason) => reject.mutate({ id, reason }),
        }}
        approve={
          mayApprove
            ? {
                ...{
                  label: t("approve"),
                  title: t("approveTitle"),
                  text: t("approveText", { name, amount }),
                  success: t("approved"),
                },
                run: () => approve.mutate({ id }),
              }
            : undefined
        }
      />
    </span>
  );
}
