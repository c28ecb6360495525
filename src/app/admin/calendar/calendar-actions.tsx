"use client";

import { CalendarCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { DateField, TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useApi } from "#trpc/client.tsx";

export function SetDays({ from }: { from: string }) {
  const t = useTranslations("calendar");
  const trigger = (
    <Button variant="primary" icon={<CalendarCog />}>
      {t("change")}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t("change")} description={t("changeText")}>
      {(close) => <DaysForm from={from} onDone={close} />}
    </Dialog>
  );
}

const daysForm = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  kind: z.enum(["OFF", "WORKING"]),
  note: z.string().trim().max(60),
});

function DaysForm({ from, onDone }: { from: string; onDone: () => void }) {
  const t = useTranslations("calendar");
  const common = useTranslations("common.action");
  const api = useApi();
  const form = useZodForm(daysForm, { from, to: from, kind: "OFF", note: "" });
  return (
    <DialogForm
      form={form}
      submit={({ kind, ...values }) => api.calendar.set.mutate({ ...values, working: kind === "WORKING" })}
      success={t("saved")}
      submitLabel={common("save")}
      onDone={onDone}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="from" label={t("from")} />
        <DateField name="to" label={t("to")} />
      </div>
      <RadioField
        name="kind"
        label={t("kind")}
        options={[
          { value: "OFF", label: t("off") },
          { value: "WORKING", label: t("working") },
        ]}
      />
      <TextField name="note" label={t("note")} hint={t("noteHint")} optional maxLength={60} />
    </DialogForm>
  );
}

export function UnsetDay({ day }: { day: string }) {
  const t = useTranslations("calendar");
  const api = useApi();
  return (
    <ConfirmButton
      size="sm"
      variant="ghost"
      title={t("unsetTitle", { day })}
      description={t("unsetText")}
      success={t("unsetDone")}
      onConfirm={() => api.calendar.unset.mutate({ day })}
    >
      {t("unset")}
    </ConfirmButton>
  );
}
