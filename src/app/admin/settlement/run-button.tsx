"use client";

import { ReceiptText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";

/** Amounts in 分 as text. */
export type RunTotals = { distributors: number; lines: number; gross: string; tax: string; offset: string; net: string };

export function RunButton({ period, totals }: { period: string; totals: RunTotals }) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  const api = useApi();
  const money = (minor: string) => formatMoney(minor, { locale });
  async function run() {
    const { statements, netMinor, more } = await api.settlement.run.mutate({});
    if (more) toast.success(t("ranMore", { statements }));
    else toast.success(statements === 0 ? t("ranNothing") : t("ran", { statements, amount: money(netMinor) }));
  }
  const { distributors, lines, gross, tax, offset, net } = totals;
  const amounts = { gross: money(gross), tax: money(tax), offset: money(offset), net: money(net) };
  return (
    <ConfirmButton
      variant="primary"
      icon={<ReceiptText />}
      title={t("runTitle", { period })}
      description={t("runText", { distributors, lines, ...amounts })}
      onConfirm={run}
    >
      {t("run")}
    </ConfirmButton>
  );
}
