"use client";

import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { id: string; mayConfirm: boolean; amountMinor: string; name: string };

export function DecideTopUp({ id, mayConfirm, amountMinor, name }: Props) {
  const t = useTranslations("topup");
  const locale = useLocale();
  const api = useApi();
  return (
    <>
      <ConfirmButton
        variant="danger-soft"
        icon={<X />}
        title={t("rejectTitle")}
        description={t("rejectText")}
        confirmLabel={t("reject")}
        danger
        reason="required"
        success={t("rejected")}
        onConfirm={(reason) => api.topup.reject.mutate({ id, reason })}
      >
        {t("reject")}
      </ConfirmButton>
      {mayConfirm ? (
        <ConfirmButton
          variant="primary"
          icon={<Check />}
          title={t("confirmTitle")}
          description={t("confirmText", { amount: formatMoney(amountMinor, { locale }), name })}
          confirmLabel={t("confirm")}
          success={t("confirmed")}
          onConfirm={() => api.topup.confirm.mutate({ id })}
        >
          {t("confirm")}
        </ConfirmButton>
      ) : null}
    </>
  );
}
