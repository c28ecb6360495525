"use client";

import { ReceiptText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { period: string; distributors: number; lines: number; totalMinor: string };

export function RunButton({ period, distributors, lines, totalMinor }: Props) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  const api = useApi();
  async function run() {
    const { statements, totalMinor: made, more } = await api.settlement.run.mutate({});
    const amount = formatMoney(made, { locale });
    if (more) toast.success(t("ranMore", { statements }));
    else toast.success(statements === 0 ? t("ranNothing") : t("ran", { statements, amount }));
  }
  return (
    <ConfirmButton
      variant="primary"
      icon={<ReceiptText />}
      title={t("runTitle", { period })}
      description={t("runText", { distributors, lines, amount: formatMoney(totalMinor, { locale }) })}
      onConfirm={run}
    >
      {t("run")}
    </ConfirmButton>
  );
}
