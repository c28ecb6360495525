"use client";

import { useTranslations } from "next-intl";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { retireOwnPayeeInput } from "#domain/payee/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { CodeField } from "./code-field.tsx";

export function RetirePayee({ id, account }: { id: string; account: string }) {
  const t = useTranslations("ownPayee");
  return (
    <Dialog
      trigger={
        <Button size="sm" variant="danger-soft" aria-label={`${t("retire")} ${account}`}>
          {t("retire")}
        </Button>
      }
      title={t("retireTitle")}
      description={t("retireText", { account })}
    >
      {(close) => <RetireForm id={id} onDone={close} />}
    </Dialog>
  );
}

function RetireForm({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTranslations("ownPayee");
  const api = useApi();
  const form = useZodForm(retireOwnPayeeInput, { id, code: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.payee.retireOwn.mutate(values)}
      success={t("retired")}
      submitLabel={t("retire")}
      danger
      onDone={onDone}
    >
      <CodeField autoFocus />
    </DialogForm>
  );
}
