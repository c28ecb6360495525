"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { requestWithdrawalInput } from "#domain/withdrawal/schema.ts";
import { useApi } from "#trpc/client.tsx";

export function RequestForm({ availableMinor }: { availableMinor: string }) {
  const t = useTranslations("ownWithdrawal");
  const locale = useLocale();
  const api = useApi();
  const router = useRouter();
  const schema = useMemo(
    () =>
      requestWithdrawalInput.refine(
        ({ amountMinor }) => !/^\d{1,15}$/.test(amountMinor) || BigInt(amountMinor) <= BigInt(availableMinor),
        { path: ["amountMinor"], message: `form.tooBig|${JSON.stringify({ max: formatMoney(availableMinor, { locale }) })}` },
      ),
    [availableMinor, locale],
  );
  const form = useZodForm(schema, { amountMinor: "" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { no } = await api.withdrawal.request.mutate(values);
        toast.success(t("done", { no: withdrawalNo(no) }));
        form.reset({ amountMinor: "" });
        router.refresh();
      }}
    >
      <MoneyField
        name="amountMinor"
        label={t("amount")}
        hint={t("amountHint", { amount: formatMoney(availableMinor, { locale }) })}
      />
      <Button
        size="sm"
        className="-mt-2 justify-self-start"
        onClick={() => form.setValue("amountMinor", availableMinor, { shouldValidate: true, shouldDirty: true })}
      >
        {t("all")}
      </Button>
      <FormError />
      <FormActions>
        <SubmitButton>{t("submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
