"use client";

import { useLocale, useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { paymentId: string; mayApprove: boolean; amountMinor: string; name: string; reference: string };

export function DecidePayment({ paymentId, mayApprove, amountMinor, name, reference }: Props) {
  const t = useTranslations("statement.payment");
  const locale = useLocale();
  const { rejectPayment, approvePayment } = useApi().settlement;
  const reject = {
    label: t("reject"),
    title: t("rejectTitle"),
    text: t("rejectText"),
    success: t("rejected"),
    run: (reason: string) => rejectPayment.mutate({ paymentId, reason }),
  };
  const approve = {
    label: t("approve"),
    title: t("approveTitle"),
    text: t("approveText", { name, reference, amount: formatMoney(amountMinor, { locale }) }),
    success: t("approved"),
    run: () => approvePayment.mutate({ paymentId }),
  };
  return <DecideButtons reject={reject} approve={mayApprove ? approve : undefined} />;
}
