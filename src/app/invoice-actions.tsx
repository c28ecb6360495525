"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { FileField } from "#components/form/file-field.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { sendInvoiceInput } from "#domain/settlement/schema-invoice.ts";
import { useApi } from "#trpc/client.tsx";

export function SendInvoice({ statementId }: { statementId: string }) {
  const t = useTranslations("statement.invoice");
  const trigger = (
    <Button variant="primary" icon={<Upload />}>
      {t("send")}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t("send")} description={t("sendText")}>
      {(close) => <InvoiceForm statementId={statementId} onDone={close} />}
    </Dialog>
  );
}

function InvoiceForm({ statementId, onDone }: { statementId: string; onDone: () => void }) {
  const t = useTranslations("statement.invoice");
  const api = useApi();
  const form = useZodForm(sendInvoiceInput, { statementId, number: "", fileId: "" });
  return (
    <DialogForm
      form={form}
      submit={(values) => api.invoice.send.mutate(values)}
      success={t("sent")}
      submitLabel={t("send")}
      onDone={onDone}
    >
      <TextField name="number" label={t("number")} maxLength={40} autoComplete="off" />
      <FileField name="fileId" label={t("file")} purpose="document" />
    </DialogForm>
  );
}

export function DecideInvoice({ id, amount, mayAccept }: { id: string; amount: string; mayAccept: boolean }) {
  const t = useTranslations("statement.invoice");
  const { accept, reject } = useApi().invoice;
  return (
    <DecideButtons
      reject={{
        ...{ label: t("reject"), title: t("rejectTitle"), text: t("rejectText"), success: t("rejected") },
        run: (reason) => reject.mutate({ id, reason }),
      }}
      approve={
        mayAccept
          ? {
              ...{ label: t("accept"), title: t("acceptTitle"), text: t("acceptText", { amount }), success: t("accepted") },
              run: () => accept.mutate({ id }),
            }
          : undefined
      }
    />
  );
}
