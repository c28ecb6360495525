"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-fields.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { levelInput } from "#domain/level/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function CreateLevel() {
  const t = useTranslations("level");
  const trigger = (
    <Button variant="primary" icon={<Plus />}>
      {t("create")}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t("createTitle")} description={t("createText")}>
      {(close) => <LevelForm onDone={close} />}
    </Dialog>
  );
}

type LevelFormProps = { level?: { id: string; name: string; description: string; holdDays: number | null }; onDone: () => void };

export function LevelForm({ level, onDone }: LevelFormProps) {
  const t = useTranslations("level");
  const common = useTranslations("common.action");
  const api = useApi();
  const form = useZodForm(levelInput, {
    ...{ name: level?.name ?? "", description: level?.description ?? "", holdDays: level?.holdDays ?? null },
  });
  return (
    <DialogForm
      form={form}
      submit={(values) => (level ? api.level.update.mutate({ ...values, id: level.id }) : api.level.create.mutate(values))}
      success={t(level ? "saved" : "created")}
      submitLabel={common(level ? "save" : "create")}
      onDone={onDone}
    >
      <TextField name="name" label={t("name")} placeholder={t("namePlaceholder")} maxLength={40} />
      <TextareaField name="description" label={t("description")} hint={t("descriptionHint")} optional rows={2} maxLength={200} />
      <NumberField name="holdDays" label={t("holdDays")} hint={t("holdDaysHint")} suffix={t("days")} optional nullable />
    </DialogForm>
  );
}
