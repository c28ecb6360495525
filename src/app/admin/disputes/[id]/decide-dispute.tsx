"use client";

import { Gavel } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { adjustmentSigns } from "#domain/adjustment/schema.ts";
import { type DecideDisputeInput, decideDisputeInput } from "#domain/dispute/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function DecideDispute({ disputeId }: { disputeId: string }) {
  const t = useTranslations("dispute");
  const trigger = (
    <Button variant="primary" icon={<Gavel />}>
      {t("decide")}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t("decideTitle")} description={t("decideText")}>
      {(close) => <DecideForm disputeId={disputeId} onDone={close} />}
    </Dialog>
  );
}

function DecideForm({ disputeId, onDone }: { disputeId: string; onDone: () => void }) {
  const t = useTranslations("dispute");
  const api = useApi();
  const start = { disputeId, outcome: "UPHELD", text: "", sign: "PLUS", amountMinor: "" } as DecideDisputeInput;
  const form = useZodForm(decideDisputeInput, start);
  const outcome = useWatch({ control: form.control, name: "outcome" });
  const outcomes = (["UPHELD", "CORRECTED"] as const).map((value) => ({
    ...{ value, label: t(`outcome.${value}`), hint: t(`outcomeHint.${value}`) },
  }));
  return (
    <DialogForm
      form={form}
      submit={(values) => api.dispute.decide.mutate(values)}
      success={t("decided")}
      submitLabel={t("decide")}
      onDone={onDone}
    >
      <RadioField name="outcome" label={t("outcome.label")} options={outcomes} />
      {outcome === "CORRECTED" ? (
        <>
          <RadioField
            name="sign"
            label={t("sign.label")}
            options={adjustmentSigns.map((value) => ({ value, label: t(`sign.${value}`) }))}
          />
          <MoneyField name="amountMinor" label={t("correction")} />
        </>
      ) : null}
      <TextareaField name="text" label={t("answer")} hint={t("answerHint")} rows={4} maxLength={2000} />
    </DialogForm>
  );
}
