"use client";

import { BookCheck, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { bookings } from "#domain/reconciliation/rules.ts";
import { bookInput } from "#domain/reconciliation/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function BookButton({ lineId, whole }: { lineId: string; whole: boolean }) {
  const t = useTranslations("reconciliation");
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<BookCheck />}>
          {t(whole ? "book" : "bookDifference")}
        </Button>
      }
      title={t("bookTitle")}
      description={t("bookText")}
    >
      {(close) => <BookForm lineId={lineId} onDone={close} />}
    </Dialog>
  );
}

function BookForm({ lineId, onDone }: { lineId: string; onDone: () => void }) {
  const t = useTranslations("reconciliation");
  const { reconciliation } = useApi();
  const form = useZodForm(bookInput, { lineIds: [lineId], to: "FEES", text: "" });
  const options = bookings.map((value) => ({ value, label: t(`toKind.${value}`), hint: t(`toHint.${value}`) }));
  return (
    <DialogForm
      form={form}
      submit={(values) => reconciliation.book.mutate(values)}
      success={t("booked")}
      submitLabel={t("book")}
      onDone={onDone}
    >
      <RadioField name="to" label={t("to")} options={options} wide />
      <TextareaField name="text" label={t("bookReason")} wide rows={3} maxLength={2000} />
    </DialogForm>
  );
}

export function UnbookButton({ lineId }: { lineId: string }) {
  const t = useTranslations("reconciliation");
  const { reconciliation } = useApi();
  return (
    <ConfirmButton
      variant="danger-soft"
      icon={<Undo2 />}
      title={t("unbookTitle")}
      description={t("unbookText")}
      danger
      reason="required"
      success={t("unbooked")}
      onConfirm={(text) => reconciliation.unbook.mutate({ lineId, text })}
    >
      {t("unbook")}
    </ConfirmButton>
  );
}
