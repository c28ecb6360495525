"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FileField } from "#components/form/file-field.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { TextareaField } from "#components/form/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { replyDisputeInput } from "#domain/dispute/schema.ts";
import { useApi } from "#trpc/client.tsx";

/** The box under a thread, for either side. */
export function DisputeReply({ disputeId }: { disputeId: string }) {
  const t = useTranslations("dispute");
  const api = useApi();
  const router = useRouter();
  const empty = { disputeId, text: "", fileId: null };
  const form = useZodForm(replyDisputeInput, empty);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.dispute.reply.mutate(values);
        form.reset(empty);
        toast.success(t("sent"));
        router.refresh();
      }}
    >
      <TextareaField name="text" label={t("reply")} rows={3} maxLength={2000} />
      <FileField name="fileId" label={t("file")} purpose="document" optional />
      <FormError />
      <FormActions>
        <SubmitButton>{t("send")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
