"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

type ReverseOwnProps = { id: string; product: string; minutes: number; until: string };

export function ReverseOwn({ id, product, minutes, until }: ReverseOwnProps) {
  const t = useTranslations("store.reverse");
  const api = useApi();
  return (
    <span className="inline-flex flex-wrap items-center gap-2" title={until}>
      <ConfirmButton
        size="sm"
        variant="ghost"
        title={t("title")}
        description={t("text", { product, minutes })}
        confirmLabel={t("action")}
        danger
        reason="required"
        success={t("done")}
        onConfirm={(reason) => api.redemption.reverse.mutate({ id, reason })}
      >
        {t("action")}
      </ConfirmButton>
    </span>
  );
}
