"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

export function WithdrawDispute({ disputeId }: { disputeId: string }) {
  const t = useTranslations("dispute");
  const api = useApi();
  return (
    <ConfirmButton
      title={t("withdrawTitle")}
      description={t("withdrawText")}
      success={t("withdrawn")}
      onConfirm={() => api.dispute.withdraw.mutate({ disputeId })}
    >
      {t("withdraw")}
    </ConfirmButton>
  );
}
