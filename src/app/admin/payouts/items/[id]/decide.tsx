"use client";

import { Check, Scale, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { outcomes, proposeOutcomeInput } from "#domain/payout/schema.ts";
import { useApi } from "#trpc/client.tsx";

export type Proposal = { outcome: "PAID" | "FAILED"; reason: string; by: string; mine: boolean };
type Props = { id: string; proposal: Proposal | null; mayDecide: boolean };

/** Nobody can say what became of it: one person states it, another confirms. */
export function Decide({ id, proposal, mayDecide }: Props) {
  const t = useTranslations("payout.decide");
  return (
    <Card title={t("title")} actions={mayDecide ? <Buttons id={id} proposal={proposal} /> : null}>
      <p className="text-sm">{t("text")}</p>
      {proposal ? (
        <Alert tone="warning" className="mt-4" title={t("proposal", { name: proposal.by, outcome: t(proposal.outcome) })}>
          {proposal.reason}
          {proposal.mine ? <span className="mt-1 block">{t("mine")}</span> : null}
        </Alert>
      ) : null}
    </Card>
  );
}

function Buttons({ id, proposal }: { id: string; proposal: Proposal | null }) {
  const t = useTranslations("payout.decide");
  const api = useApi().payout;
  if (!proposal)
    return (
      <Dialog
        trigger={
          <Button variant="primary" icon={<Scale />}>
            {t("propose")}
          </Button>
        }
        title={t("propose")}
      >
        {(close) => <ProposeForm id={id} onDone={close} />}
      </Dialog>
    );
  const { outcome, mine } = proposal;
  return (
    <>
      <ConfirmButton
        icon={<X />}
        title={t("dismissTitle")}
        description={t("dismissText")}
        success={t("dismissed")}
        onConfirm={() => api.dismiss.mutate({ id })}
      >
        {t("dismiss")}
      </ConfirmButton>
      {mine ? null : (
        <ConfirmButton
          variant="primary"
          icon={<Check />}
          title={t("confirmTitle")}
          description={t("confirmText")}
          success={t("confirmed")}
          onConfirm={() => api.confirm.mutate({ id, outcome })}
        >
          {t("confirm", { outcome: t(outcome) })}
        </ConfirmButton>
      )}
    </>
  );
}

function ProposeForm({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTranslations("payout.decide");
  const api = useApi().payout;
  const form = useZodForm(proposeOutcomeInput, { id, outcome: "FAILED", reason: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.propose.mutate(values)}
      success={t("proposed")}
      submitLabel={t("propose")}
      onDone={onDone}
    >
      <RadioField
        name="outcome"
        label={t("outcome")}
        options={outcomes.map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))}
      />
      <TextareaField name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={500} />
    </DialogForm>
  );
}
