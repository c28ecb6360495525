"use client";

import { UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { RadioField, SelectField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { inviteStaffInput, staffRoleValues } from "#domain/user/schema.ts";
import { type Locale, locales } from "#i18n/locale.ts";
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
  const common = useTranslations("common");
  const api = useApi();
  const router = useRouter();
  const locale = useLocale() as Locale;
  const form = useZodForm(inviteStaffInput, { email: "", name: "", staffRole: "SUPPORT", locale });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.user.inviteStaff.mutate(values);
        toast.success(t("invite.done", { email: values.email }));
        onDone();
        router.refresh();
      }}
    >
      <TextField name="email" label={t("email")} type="email" autoComplete="off" autoFocus />
      <TextField name="name" label={t("name")} maxLength={60} autoComplete="off" />
      <SelectField
        name="locale"
        label={t("invite.locale")}
        options={locales.map((value) => ({ value, label: common(`language.${value}`) }))}
      />
      <RadioField
        name="staffRole"
        label={t("role.label")}
        options={staffRoleValues.map((value) => ({ value, label: t(`role.${value}`), hint: t(`roleHint.${value}`) }))}
      />
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{common("action.cancel")}</Button>
        <SubmitButton>{t("invite.submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
