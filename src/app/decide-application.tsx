"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { ComboboxField, SelectField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { Button, type ButtonLook } from "#components/ui/button.tsx";
import type { ComboOption } from "#components/ui/combobox.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Option } from "#components/ui/input.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = {
  id: string;
  name: string;
  email: string;
  levels: Option[];
  defaultLevelId: string | null;
  uplineId: string | null;
  /** Staff choose the upline too; for an upline it is himself. */
  uplines?: ComboOption[];
  size?: ButtonLook["size"];
};

/** Approve (level and upline are filled in already) or reject with a reason. */
export function DecideApplication(props: Props) {
  const { id, name, size = "sm" } = props;
  const t = useTranslations("application");
  const api = useApi();
  return (
    <div className="flex items-center justify-end gap-2">
      <ConfirmButton
        size={size}
        variant={size === "sm" ? "ghost" : "danger-soft"}
        icon={<X />}
        title={t("rejectTitle", { name })}
        description={t("rejectText")}
        confirmLabel={t("reject")}
        danger
        reason="required"
        success={t("rejected")}
        onConfirm={(reason) => api.application.reject.mutate({ id, reason })}
      >
        {t("reject")}
      </ConfirmButton>
      <Dialog
        trigger={
          <Button size={size} variant={size === "sm" ? "secondary" : "primary"} icon={<Check />}>
            {t("approve")}
          </Button>
        }
        title={t("approveTitle", { name })}
        description={t("approveText", { email: props.email })}
      >
        {(close) => <ApproveForm {...props} onDone={close} />}
      </Dialog>
    </div>
  );
}

const approveForm = z.object({ levelId: z.uuid("form.choose"), uplineId: z.uuid().nullable() });

function ApproveForm({ id, levels, defaultLevelId, uplineId, uplines, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("application");
  const api = useApi();
  const form = useZodForm(approveForm, { levelId: defaultLevelId ?? undefined, uplineId });
  return (
    <DialogForm
      form={form}
      submit={(values) =>
        api.application.approve.mutate({ id, levelId: values.levelId, ...(uplines ? { uplineId: values.uplineId } : {}) })
      }
      success={t("approved")}
      submitLabel={t("approve")}
      onDone={onDone}
    >
      <SelectField name="levelId" label={t("level")} options={levels} hint={uplines ? undefined : t("levelHint")} />
      {uplines ? (
        <ComboboxField name="uplineId" label={t("upline")} placeholder={t("noUpline")} hint={t("uplineHint")} options={uplines} />
      ) : null}
    </DialogForm>
  );
}
