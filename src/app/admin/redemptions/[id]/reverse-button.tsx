"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

export function ReverseButton({ id, codeSeen }: { id: string; codeSeen: boolean }) {
  const t = useTranslations("redemption.reverse");
  const api = useApi();
  return (
    <ConfirmButton
      variant="danger-soft"
      title={t("title")}
      description={codeSeen ? `${t("text")} ${t("codeWarning")}` : t("text")}
      confirmLabel={t("action")}
      danger
      reason="required"
      success={t("done")}
      onConfirm={(reason) => api.redemption.reverse.mutate({ id, reason })}
    >
      {t("action")}
    </ConfirmButton>
  );
}
