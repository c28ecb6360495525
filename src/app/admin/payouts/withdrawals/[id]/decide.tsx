"use client";

import { useLocale, useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { id: string; amountMinor: string; name: string };

export function DecideWithdrawal({ id, amountMinor, name }: Props) {
  const t = useTranslations("withdrawal");
  const locale = useLocale();
  const { withdrawal } = useApi();
  return (
    <DecideButtons
      reject={{
        label: t("reject"),
        title: t("rejectTitle"),
        text: t("rejectText"),
        success: t("rejected"),
        run: (reason) => withdrawal.reject.mutate({ id, reason }),
      }}
      approve={{
        label: t("approve"),
        title: t("approveTitle"),
        text: t("approveText", { amount: formatMoney(amountMinor, { locale }), name }),
        success: t("approved"),
        run: () => withdrawal.approve.mutate({ id }),
      }}
    />
  );
}
