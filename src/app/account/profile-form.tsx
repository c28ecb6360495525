"use client";

import { useTranslations } from "next-intl";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { LanguageField } from "#components/form/language-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useLocaleChoice } from "#components/layout/locale-switch.tsx";
import { toast } from "#components/ui/toast.tsx";
import { profileInput } from "#domain/user/schema.ts";
import type { Locale } from "#i18n/locale.ts";
import { useApi } from "#trpc/client.tsx";

export function ProfileForm({ name, locale }: { name: string; locale: Locale }) {
  const t = useTranslations("account.profile");
  const common = useTranslations("common");
  const api = useApi();
  const [, chooseLocale] = useLocaleChoice();
  const form = useZodForm(profileInput, { name, locale });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.user.changeProfile.mutate(values);
        toast.success(common("state.saved"));
        chooseLocale(values.locale); // also refreshes the page
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="name" label={t("name")} maxLength={60} autoComplete="name" />
        <LanguageField name="locale" label={t("locale")} hint={t("localeHint")} />
      </div>
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">{common("action.save")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
