"use client";

import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { DialogForm } from "#components/form/dialog-form.tsx";
import { useZodForm } from "#components/form/form.tsx";
import { NumberField } from "#components/form/number-fields.tsx";
import { newRequestKey } from "#components/form/request-key.ts";
import { TextareaField } from "#components/form/text-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { maxPurchase } from "#domain/allotment/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { allotmentId: string; title: string; left: number; unitPriceMinor: string };

export function RecallButton(props: Props) {
  const t = useTranslations("allotment");
  return (
    <Dialog
      trigger={
        <Button size="sm" icon={<Undo2 />}>
          {t("recall")}
        </Button>
      }
      title={t("recallTitle", { title: props.title })}
      description={t("recallText")}
    >
      {(close) => <RecallForm {...props} onDone={close} />}
    </Dialog>
  );
}

function RecallForm({ allotmentId, left, unitPriceMinor, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("allotment");
  const common = useTranslations("common");
  const locale = useLocale();
  const api = useApi();
  // One key for one opened dialog: pressed twice, it is one recall.
  const [requestKey] = useState(() => newRequestKey());
  const most = Math.min(left, maxPurchase);
  const form = useZodForm(z.object({ quantity: z.number().int().min(1).max(most), reason: z.string().trim().min(1).max(500) }), {
    quantity: most,
    reason: "",
  });
  const quantity = useWatch({ control: form.control, name: "quantity" });
  const refund = Number.isInteger(quantity) && quantity > 0 ? BigInt(unitPriceMinor) * BigInt(quantity) : 0n;
  return (
    <DialogForm
      form={form}
      submit={(values) => api.allotment.recall.mutate({ allotmentId, requestKey, ...values })}
      success={t("recalledDone")}
      submitLabel={t("recall")}
      danger
      onDone={onDone}
    >
      <NumberField name="quantity" label={t("recallQuantity")} hint={t("recallMost", { count: most })} />
      <TextareaField name="reason" label={common("confirm.reason")} maxLength={500} />
      <p className="rounded-lg bg-surface-secondary px-3 py-2 text-sm">
        {t("refund")} <span className="tnum font-medium">{formatMoney(refund, { locale })}</span>
      </p>
    </DialogForm>
  );
}
