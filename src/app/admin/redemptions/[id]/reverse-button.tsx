"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

/** `settled`: what reversing does to commissions already on statements, in words. */
export function ReverseButton({ id, codeSeen, settled }: { id: string; codeSeen: boolean; settled: string | null }) {
  const t = useTranslations("redemption.reverse");
  const api = useApi();
  return (
    <ConfirmButton
      variant="danger-soft"
      title={t("title")}
      description={[t("text"), settled, codeSeen ? t("codeWarning") : null].filter(Boolean).join(" ")}
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
