"use client";

import { MessageCircleQuestion } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FileField } from "#components/form/file-field.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Money } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { openDisputeInput } from "#domain/dispute/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Line = { product: string; voucher: string; amountMinor: string };
type Props = { statementId: string; commissionId: string; line: Line };

/** The button on a statement's line that opens a dispute about it. */
export function DisputeLine(props: Props) {
  const t = useTranslations("statement.dispute");
  const { product, voucher } = props.line;
  const trigger = (
    <Button
      variant="ghost"
      size="sm"
      iconOnly
      aria-label={`${t("action")}: ${product} ${voucher}`}
      title={t("action")}
      icon={<MessageCircleQuestion />}
    />
  );
  return (
    <Dialog trigger={trigger} title={t("title")} description={t("text")}>
      {(close) => <DisputeForm {...props} onDone={close} />}
    </Dialog>
  );
}

function DisputeForm({ statementId, commissionId, line, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("statement.dispute");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(openDisputeInput, { statementId, commissionId, text: "", fileId: null });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await api.dispute.open.mutate(values);
        toast.success(t("done"));
        router.push(`/distributor/disputes/${id}`);
      }}
    >
      <p className="text-sm">
        {line.product} <span className="font-mono text-muted">{line.voucher}</span>{" "}
        <Money minor={line.amountMinor} className="font-semibold" />
      </p>
      <TextareaField name="text" label={t("reason")} hint={t("reasonHint")} rows={4} maxLength={2000} />
      <FileField name="fileId" label={t("file")} purpose="document" optional />
      <FormError />
      <FormActions>
        <Button onClick={onDone}>{common("cancel")}</Button>
        <SubmitButton>{t("title")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
