"use client";

import { Lock, LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

type CloseProps = { until: string; count: number; needsReason?: boolean; primary?: boolean; quiet?: boolean };

export function CloseButton({ until, count, needsReason, primary, quiet }: CloseProps) {
  const t = useTranslations("ledger.days");
  const { report } = useApi();
  return (
    <ConfirmButton
      variant={quiet ? "ghost" : primary ? "primary" : "secondary"}
      size={quiet ? "sm" : "md"}
      icon={<Lock />}
      title={t("closeTitle", { day: until })}
      description={needsReason ? `${t("closeText", { count })} ${t("closeReasonText")}` : t("closeText", { count })}
      confirmLabel={t("close")}
      reason={needsReason ? "required" : undefined}
      success={t("closed")}
      onConfirm={(reason) => report.closeDays.mutate({ until, reason: reason || undefined })}
    >
      {quiet ? t("closeHere") : t("closeUntil", { day: until })}
    </ConfirmButton>
  );
}

export function ReopenButton({ day }: { day: string }) {
  const t = useTranslations("ledger.days");
  const { report } = useApi();
  return (
    <ConfirmButton
      variant="ghost"
      size="sm"
      icon={<LockOpen />}
      title={t("reopenTitle", { day })}
      description={t("reopenText")}
      danger
      reason="required"
      success={t("reopened")}
      onConfirm={(reason) => report.reopenDay.mutate({ day, reason })}
    >
      {t("reopen")}
    </ConfirmButton>
  );
}
