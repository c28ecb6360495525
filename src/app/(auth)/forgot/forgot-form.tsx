"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { requestResetInput } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";

/** Says the same whether there is such an account or not. */
export function ForgotForm() {
  const t = useTranslations("auth.forgot");
  const api = useApi();
  const [sentTo, setSentTo] = useState("");
  const form = useZodForm(requestResetInput, { email: "" });
  if (sentTo)
    return (
      <Alert tone="success" title={t("sentTitle")} live>
        {t("sentText", { email: sentTo })}
      </Alert>
    );
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.user.requestPasswordReset.mutate(values);
        setSentTo(values.email.trim());
      }}
    >
      <TextField name="email" label={t("email")} type="email" autoComplete="username" autoFocus tap />
      <FormError />
      <SubmitButton size="lg" fullWidth>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
