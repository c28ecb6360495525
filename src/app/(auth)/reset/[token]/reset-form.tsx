"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Form, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { resetPasswordInput } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";

const typed = resetPasswordInput.pick({ password: true });

export function ResetForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("auth.reset");
  const api = useApi();
  const [done, setDone] = useState(false);
  const form = useZodForm(typed, { password: "" });
  if (done)
    return (
      <div className="grid gap-5">
        <Alert tone="success" title={t("doneTitle")} live>
          {t("doneText")}
        </Alert>
        <ButtonLink href="/sign-in" variant="primary" size="lg" fullWidth prefetch={false}>
          {t("toSignIn")}
        </ButtonLink>
      </div>
    );
  return (
    <Form
      form={form}
      onSubmit={async ({ password }) => {
        await api.user.resetPassword.mutate({ token, password });
        setDone(true);
      }}
    >
      {/* Password managers store the new password under this name. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <TextField
        name="password"
        label={t("password")}
        hint={t("passwordHint")}
        type="password"
        autoComplete="new-password"
        autoFocus
        tap
      />
      <FormError />
      <SubmitButton size="lg" fullWidth>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
