"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { useAction } from "#components/form/use-action.ts";
import { ConfirmDialog } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";
import { changeRoleInput, staffRoleValues } from "#domain/user/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Colleague = {
  id: string;
  name: string;
  role: (typeof staffRoleValues)[number];
  status: "ACTIVE" | "INVITED" | "DISABLED";
  hasTotp: boolean;
};

/** What an owner may do about a colleague. */
export function StaffMenu(colleague: Colleague) {
  const { id, name, status, hasTotp } = colleague;
  const t = useTranslations("staff");
  const api = useApi();
  const [open, setOpen] = useState<"role" | "disable" | "totp" | null>(null);
  const enable = useAction(() => api.user.enableStaff.mutate({ id }), { success: t("enabled", { name }) });
  const resend = useAction(() => api.user.resendInvitation.mutate({ id }), { success: t("resent", { name }) });
  const items: MenuItem[] = [
    { key: "role", label: t("changeRole"), onSelect: () => setOpen("role") },
    ...(status === "INVITED" ? [{ key: "resend", label: t("resend"), onSelect: () => void resend.run(undefined) }] : []),
    ...(hasTotp ? [{ key: "totp", label: t("resetTotp"), onSelect: () => setOpen("totp") }] : []),
    status === "DISABLED"
      ? { key: "enable", label: t("enable"), onSelect: () => void enable.run(undefined) }
      : { key: "disable", label: t("disable"), danger: true, onSelect: () => setOpen("disable") },
  ];
  const close = () => setOpen(null);
  return (
    <>
      <Menu items={items} label={t("menu", { name })} />
      <Dialog open={open === "role"} onOpenChange={close} title={t("changeRole")} description={t("changeRoleLead", { name })}>
        <RoleForm colleague={colleague} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={open === "disable"}
        onOpenChange={close}
        title={t("disableTitle", { name })}
        description={t("disableText")}
        confirmLabel={t("disable")}
        danger
        reason="optional"
        success={t("disabled", { name })}
        onConfirm={(reason) => api.user.disableStaff.mutate({ id, reason })}
      />
      <ConfirmDialog
        open={open === "totp"}
        onOpenChange={close}
        title={t("resetTotpTitle", { name })}
        description={t("resetTotpText")}
        confirmLabel={t("resetTotp")}
        danger
        reason="required"
        success={t("totpReset", { name })}
        onConfirm={(reason) => api.user.resetTotp.mutate({ id, reason })}
      />
    </>
  );
}

function RoleForm({ colleague, onDone }: { colleague: Colleague; onDone: () => void }) {
  const t = useTranslations("staff");
  const common = useTranslations("common.action");
  const api = useApi();
  const form = useZodForm(changeRoleInput, { id: colleague.id, staffRole: colleague.role });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.user.changeRole.mutate(values)}
      success={t("roleChanged", { name: colleague.name })}
      submitLabel={common("save")}
      onDone={onDone}
    >
      <RadioField
        name="staffRole"
        label={t("role.label")}
        options={staffRoleValues.map((value) => ({ value, label: t(`role.${value}`), hint: t(`roleHint.${value}`) }))}
      />
    </DialogForm>
  );
}
