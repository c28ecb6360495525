"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { CaptchaField } from "#components/form/captcha-field.tsx";
import { SelectField } from "#components/form/choice-fields.tsx";
import { Form, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { readError } from "#components/form/server-error.ts";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { applicationForm } from "#domain/application/schema.ts";
import { channelKinds, regions } from "#domain/distributor/schema.ts";
import { useApi } from "#trpc/client.tsx";

/** Nothing typed is lost when the server refuses; a finished application goes to its own status page. */
export function ApplyForm({ code }: { code: string }) {
  const t = useTranslations("join.form");
  const region = useTranslations("region");
  const channel = useTranslations("channel");
  const locale = useLocale();
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(applicationForm, { name: "", phone: "", email: "", intro: "", captcha: "" });
  return (
    <Form
      form={form}
      className="tile mt-8 p-5 sm:grid-cols-2 sm:p-7 sm:[&>[data-wide]]:col-span-2"
      onSubmit={async (values) => {
        try {
          const { statusPath } = await api.application.submit.mutate({
            ...values,
            code,
            locale: locale === "en" ? "en" : "zh-CN",
          });
          router.push(statusPath);
        } catch (error) {
          const { code: problem } = readError(error);
          if (problem !== "DUPLICATE") throw error;
          form.setError("root.server", { type: problem, message: t("duplicate") });
        }
      }}
    >
      <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="name" maxLength={60} />
      <TextField name="phone" label={t("phone")} type="tel" autoComplete="tel" maxLength={30} />
      <TextField name="email" label={t("email")} hint={t("emailHint")} type="email" autoComplete="email" wide maxLength={254} />
      <SelectField name="region" label={t("region")} options={regions.map((value) => ({ value, label: region(value) }))} />
      <SelectField
        name="channelKind"
        label={t("channel")}
        options={channelKinds.map((value) => ({ value, label: channel(value) }))}
      />
      <TextareaField name="intro" label={t("intro")} hint={t("introHint")} optional wide maxLength={500} />
      <CaptchaField name="captcha" />
      <div data-wide className="grid gap-4">
        <FormError />
        <SubmitButton size="tap" fullWidth>
          {t("submit")}
        </SubmitButton>
        <p className="text-xs leading-5 text-muted">{t("privacy")}</p>
      </div>
    </Form>
  );
}
