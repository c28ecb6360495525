"use client";

import { RefreshCw, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { type ItemStatus, isCancellable, isOut, type PayoutProviderKey } from "#domain/payout/rules.ts";
import { useApi } from "#trpc/client.tsx";

type Props = { id: string; status: ItemStatus; provider: PayoutProviderKey; approved: boolean };

/** What a person may do with one payout now. */
export function ItemActions({ id, status, provider, approved }: Props) {
  const t = useTranslations("payout");
  const api = useApi().payout;
  const ask = useAction(() => api.ask.mutate({ id }), { success: t("ask.done") });
  const asked = provider !== "BANK" && (isOut(status) || status === "PAID");
  return (
    <>
      {asked ? (
        <Button icon={<RefreshCw />} pending={ask.pending} onClick={() => ask.run(undefined)}>
          {t("ask.label")}
        </Button>
      ) : null}
      {status === "FAILED" && approved && provider !== "BANK" ? (
        <ConfirmButton
          variant="primary"
          icon={<RotateCcw />}
          title={t("retry.title")}
          description={t("retry.text")}
          success={t("retry.done")}
          onConfirm={() => api.retry.mutate({ id })}
        >
          {t("retry.label")}
        </ConfirmButton>
      ) : null}
      {isCancellable(status) || status === "WAITING" ? (
        <ConfirmButton
          variant="danger-soft"
          icon={<X />}
          title={t("cancel.title")}
          description={t(status === "WAITING" ? "cancel.textWaiting" : "cancel.text")}
          danger
          reason="required"
          success={t("cancel.done")}
          onConfirm={(reason) => api.cancel.mutate({ id, reason })}
        >
          {t("cancel.label")}
        </ConfirmButton>
      ) : null}
    </>
  );
}
