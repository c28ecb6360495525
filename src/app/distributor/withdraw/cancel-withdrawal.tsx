"use client";

import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

export function CancelWithdrawal({ id, no, amountMinor }: { id: string; no: string; amountMinor: string }) {
  const t = useTranslations("ownWithdrawal");
  const locale = useLocale();
  const api = useApi();
  return (
    <ConfirmButton
      size="sm"
      variant="ghost"
      aria-label={`${t("cancel")} ${no}`}
      title={t("cancelTitle")}
      description={t("cancelText", { amount: formatMoney(amountMinor, { locale }) })}
      danger
      success={t("cancelled")}
      onConfirm={() => api.withdrawal.cancel.mutate({ id })}
    >
      {t("cancel")}
    </ConfirmButton>
  );
}
