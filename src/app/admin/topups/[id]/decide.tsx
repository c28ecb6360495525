"use client";

import { useLocale, useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { id: string; mayConfirm: boolean; amountMinor: string; name: string };

export function DecideTopUp({ id, mayConfirm, amountMinor, name }: Props) {
  const t = useTranslations("topup");
  const locale = useLocale();
  const { topup } = useApi();
  const reject = {
    label: t("reject"),
    title: t("rejectTitle"),
    text: t("rejectText"),
    success: t("rejected"),
    run: (reason: string) => topup.reject.mutate({ id, reason }),
  };
  const approve = {
    label: t("confirm"),
    title: t("confirmTitle"),
    text: t("confirmText", { amount: formatMoney(amountMinor, { locale }), name }),
    success: t("confirmed"),
    run: () => topup.confirm.mutate({ id }),
  };
  return <DecideButtons reject={reject} approve={mayConfirm ? approve : undefined} />;
}
