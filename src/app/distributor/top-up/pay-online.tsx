"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { startTopUpInput } from "#domain/payment/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { method: (typeof startTopUpInput.shape.method.options)[number]; amountMinor: string; openid: string | null };

const quick = ["50000", "100000", "500000", "1000000"];

/** How much; then the provider is asked, and the next page leads to him. */
export function PayOnline({ method, amountMinor, openid }: Props) {
  const t = useTranslations("ownTopup");
  const locale = useLocale();
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(startTopUpInput, { amountMinor, method, ...(openid ? { openid } : {}) });
  const typed = useWatch({ control: form.control, name: "amountMinor" });
  const readable = /^\d{3,18}$/.test(typed ?? "");
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        if (method === "WECHAT_JSAPI" && !openid) {
          const back = `/distributor/top-up?amount=${values.amountMinor}&method=WECHAT`;
          return window.location.assign(`/distributor/top-up/openid?next=${encodeURIComponent(back)}`);
        }
        const { topUpId, handoff } = await api.payment.start.mutate(values);
        router.push(`/distributor/top-up/${topUpId}${handoff?.kind === "redirect" ? "?go=1" : ""}`);
      }}
    >
      <MoneyField name="amountMinor" label={t("amount")} hint={t("amountHint")} />
      <div className="-mt-2 flex flex-wrap gap-2">
        {quick.map((minor) => (
          <Button
            key={minor}
            size="sm"
            aria-pressed={typed === minor}
            onClick={() => form.setValue("amountMinor", minor, { shouldValidate: true, shouldDirty: true })}
          >
            {formatMoney(minor, { locale, compact: true })}
          </Button>
        ))}
      </div>
      <FormError />
      <FormActions>
        <SubmitButton>
          {readable ? t("next", { amount: formatMoney(typed, { locale, compact: true }) }) : t("nextPlain")}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
