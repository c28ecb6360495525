"use client";

import { UserRoundPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { LanguageField } from "#components/form/language-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { inviteStaffInput, staffRoleValues } from "#domain/user/schema.ts";
import type { Locale } from "#i18n/locale.ts";
import { useApi } from "#trpc/client.tsx";

export function InviteButton() {
  const t = useTranslations("staff.invite");
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<UserRoundPlus />}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
    >
      {(close) => <InviteForm onDone={close} />}
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("staff");
  const api = useApi();
  const locale = useLocale() as Locale;
  const form = useZodForm(inviteStaffInput, { email: "", name: "", staffRole: "SUPPORT", locale });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.user.inviteStaff.mutate(values)}
      success={(values) => t("invite.done", { email: values.email })}
      submitLabel={t("invite.submit")}
      onDone={onDone}
    >
      <TextField name="email" label={t("email")} type="email" autoComplete="off" autoFocus />
      <TextField name="name" label={t("name")} maxLength={60} autoComplete="off" />
      <LanguageField name="locale" label={t("invite.locale")} />
      <RadioField
        name="staffRole"
        label={t("role.label")}
        options={staffRoleValues.map((value) => ({ value, label: t(`role.${value}`), hint: t(`roleHint.${value}`) }))}
      />
    </DialogForm>
  );
}
