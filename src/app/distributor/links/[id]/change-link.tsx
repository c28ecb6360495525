"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { changeLinkInput } from "#domain/link/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Terms = {
  id: string;
  quota: number;
  opensAt: string | null;
  closesAt: string | null;
  perPersonLimit: number;
  note: string;
};
type ChangeLinkProps = { link: Terms; free: number; productLimit: number };

export function ChangeLink(props: ChangeLinkProps) {
  const t = useTranslations("link");
  return (
    <Dialog trigger={<Button icon={<Pencil />}>{t("action.change")}</Button>} title={t("form.change")}>
      {(close) => <ChangeForm {...props} close={close} />}
    </Dialog>
  );
}

function ChangeForm({ link, free, productLimit, close }: ChangeLinkProps & { close: () => void }) {
  const t = useTranslations("link.form");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(changeLinkInput, link);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.link.change.mutate(values);
        toast.success(t("changed"));
        router.refresh();
        close();
      }}
    >
      <NumberField name="quota" label={t("quota")} hint={t("quotaNow", { quota: link.quota, free })} />
      <NumberField name="perPersonLimit" label={t("perPersonLimit")} hint={t("limitHint", { max: productLimit })} />
      <DateTimeField nullable optional name="opensAt" label={t("opensAt")} hint={t("opensHint")} />
      <DateTimeField nullable optional name="closesAt" label={t("closesAt")} hint={t("closesHint")} />
      <TextField name="note" label={t("note")} hint={t("noteHint")} optional maxLength={200} />
      <FormError />
      <FormActions>
        <Button onClick={close}>{common("cancel")}</Button>
        <SubmitButton>{common("saveChanges")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
