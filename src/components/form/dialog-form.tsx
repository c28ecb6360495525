"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { Form, FormActions, FormError, SubmitButton } from "./form.tsx";

/*
 * <Dialog trigger={…} title={…}>{(close) => <LevelForm onDone={close} />}</Dialog>, where LevelForm returns
 * <DialogForm form={form} submit={(values) => api.level.create.mutate(values)} success={t("created")} submitLabel={common("create")}
 *   onDone={onDone}>…fields…</DialogForm>
 * Cancel and submit; when the server agrees it toasts, closes and refreshes the page behind.
 */
type DialogFormProps<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  submit: (values: Values) => Promise<unknown>;
  success: string | ((values: Values) => string);
  submitLabel: ReactNode;
  danger?: boolean;
  onDone: () => void;
  children: ReactNode;
};

export function DialogForm<Values extends FieldValues>(props: DialogFormProps<Values>) {
  const { form, submit, success, submitLabel, danger, onDone, children } = props;
  const t = useTranslations("common.action");
  const router = useRouter();
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await submit(values);
        toast.success(typeof success === "string" ? success : success(values));
        onDone();
        router.refresh();
      }}
    >
      {children}
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{t("cancel")}</Button>
        <SubmitButton variant={danger ? "danger" : "primary"}>{submitLabel}</SubmitButton>
      </FormActions>
    </Form>
  );
}
