"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { changePasswordInput } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("account.password");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(changePasswordInput, { current: "", password: "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.user.changePassword.mutate(values);
        form.reset();
        toast.success(t("done"));
        router.refresh();
      }}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="current" label={t("current")} type="password" autoComplete="current-password" />
        <TextField name="password" label={t("new")} hint={t("hint")} type="password" autoComplete="new-password" />
      </div>
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
