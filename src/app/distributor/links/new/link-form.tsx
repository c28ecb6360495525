"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { SelectField, SwitchField } from "#components/form/choice-fields.tsx";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { createLinkInput } from "#domain/link/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Allotment = { id: string; no: number; productName: string; productLimit: number; free: number };

/** `requestKey` comes with the page: sending the form twice makes one link. */
export function LinkForm({ allotments, chosen, requestKey }: { allotments: Allotment[]; chosen: string; requestKey: string }) {
  const t = useTranslations("link.form");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const free = allotments.find((allotment) => allotment.id === chosen)?.free ?? 1;
  const form = useZodForm(createLinkInput, {
    ...{ allotmentId: chosen, quota: free, opensAt: null, closesAt: null },
    ...{ perPersonLimit: 1, phoneCheck: false, note: "", requestKey },
  });
  const current = allotments.find((allotment) => allotment.id === form.watch("allotmentId"));
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await api.link.create.mutate(values);
        toast.success(t("created"));
        router.push(`/distributor/links/${id}`);
      }}
    >
      <FormSection title={t("what")} text={t("whatText")}>
        <SelectField
          wide
          name="allotmentId"
          label={t("allotment")}
          options={allotments.map(({ id, no, productName, free: left }) => ({
            value: id,
            label: t("allotmentOption", { no, product: productName, free: left }),
          }))}
        />
        <NumberField name="quota" label={t("quota")} hint={current ? t("quotaHint", { free: current.free }) : undefined} />
        <TextField name="note" label={t("note")} hint={t("noteHint")} optional maxLength={200} />
      </FormSection>
      <FormSection title={t("who")} text={t("whoText")}>
        <NumberField
          name="perPersonLimit"
          label={t("perPersonLimit")}
          hint={current ? t("limitHint", { max: current.productLimit }) : undefined}
        />
        <SwitchField wide name="phoneCheck" label={t("phoneCheck")} hint={t("phoneCheckHint")} />
      </FormSection>
      <FormSection title={t("when")} text={t("whenText")}>
        <DateTimeField nullable optional name="opensAt" label={t("opensAt")} hint={t("opensHint")} />
        <DateTimeField nullable optional name="closesAt" label={t("closesAt")} hint={t("closesHint")} />
      </FormSection>
      <FormError />
      <FormActions>
        <ButtonLink href="/distributor/links">{common("cancel")}</ButtonLink>
        <SubmitButton>{t("submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
