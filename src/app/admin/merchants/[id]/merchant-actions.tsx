"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { LanguageField } from "#components/form/language-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { addMerchantUserInput, maxMerchantUsers } from "#domain/merchant/schema.ts";
import { useApi } from "#trpc/client.tsx";

type SwitchProps = { id: string; name: string; disabled: boolean };

export function SwitchMerchant({ id, name, disabled }: SwitchProps) {
  const t = useTranslations("merchant.switch");
  const common = useTranslations("common.action");
  const api = useApi();
  return (
    <ConfirmButton
      variant={disabled ? "secondary" : "danger-soft"}
      title={t(disabled ? "enableTitle" : "disableTitle", { name })}
      description={t(disabled ? "enableText" : "disableText")}
      danger={!disabled}
      reason={disabled ? undefined : "required"}
      success={t(disabled ? "enabledDone" : "disabledDone")}
      onConfirm={(reason) => api.merchant.switch.mutate({ id, disabled: !disabled, reason })}
    >
      {common(disabled ? "enable" : "disable")}
    </ConfirmButton>
  );
}

export function SwitchUser({ id, name, disabled }: SwitchProps) {
  const t = useTranslations("merchant.user");
  const common = useTranslations("common.action");
  const api = useApi();
  return (
    <ConfirmButton
      size="sm"
      variant="ghost"
      title={t(disabled ? "enableTitle" : "disableTitle", { name })}
      description={disabled ? undefined : t("disableText")}
      danger={!disabled}
      success={t(disabled ? "enabledDone" : "disabledDone")}
      onConfirm={(reason) => api.merchant.switchUser.mutate({ id, disabled: !disabled, reason })}
    >
      {common(disabled ? "enable" : "disable")}
    </ConfirmButton>
  );
}

export function AddUser({ merchantId }: { merchantId: string }) {
  const t = useTranslations("merchant.user");
  const trigger = <Button icon={<UserPlus />}>{t("add")}</Button>;
  return (
    <Dialog trigger={trigger} title={t("add")} description={t("addText", { max: maxMerchantUsers })}>
      {(close) => <AddUserForm merchantId={merchantId} onDone={close} />}
    </Dialog>
  );
}

function AddUserForm({ merchantId, onDone }: { merchantId: string; onDone: () => void }) {
  const t = useTranslations("merchant.user");
  const common = useTranslations("common.action");
  const api = useApi();
  const form = useZodForm(addMerchantUserInput, { merchantId, userName: "", email: "", locale: "zh-CN" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.merchant.addUser.mutate(values)}
      success={t("added")}
      submitLabel={common("add")}
      onDone={onDone}
    >
      <TextField name="userName" label={t("name")} maxLength={60} />
      <TextField name="email" label={t("email")} type="email" autoComplete="off" />
      <LanguageField name="locale" label={t("locale")} />
    </DialogForm>
  );
}
