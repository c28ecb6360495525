"use client";

import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { paymentId: string; mayApprove: boolean; amountMinor: string; name: string; reference: string };

export function DecidePayment({ paymentId, mayApprove, amountMinor, name, reference }: Props) {
  const t = useTranslations("statement.payment");
  const locale = useLocale();
  const api = useApi();
  return (
    <>
      <ConfirmButton
        variant="danger-soft"
        icon={<X />}
        title={t("rejectTitle")}
        description={t("rejectText")}
        danger
        reason="required"
        success={t("rejected")}
        onConfirm={(reason) => api.settlement.rejectPayment.mutate({ paymentId, reason })}
      >
        {t("reject")}
      </ConfirmButton>
      {mayApprove ? (
        <ConfirmButton
          variant="primary"
          icon={<Check />}
          title={t("approveTitle")}
          description={t("approveText", { name, reference, amount: formatMoney(amountMinor, { locale }) })}
          success={t("approved")}
          onConfirm={() => api.settlement.approvePayment.mutate({ paymentId })}
        >
          {t("approve")}
        </ConfirmButton>
      ) : null}
    </>
  );
}
