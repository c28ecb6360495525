"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
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

type LevelFormProps = { level?: { id: string; name: string; description: string }; onDone: () => void };

export function LevelForm({ level, onDone }: LevelFormProps) {
  const t = useTranslations("level");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(levelInput, { name: level?.name ?? "", description: level?.description ?? "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        if (level) await api.level.update.mutate({ ...values, id: level.id });
        else await api.level.create.mutate(values);
        toast.success(t(level ? "saved" : "created"));
        onDone();
        router.refresh();
      }}
    >
      <TextField name="name" label={t("name")} placeholder={t("namePlaceholder")} maxLength={40} />
      <TextareaField name="description" label={t("description")} hint={t("descriptionHint")} optional rows={2} maxLength={200} />
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{common("cancel")}</Button>
        <SubmitButton>{common(level ? "save" : "create")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
