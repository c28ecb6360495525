"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

type Props = { id: string; holder: string; number: string };

export function DecidePayee({ id, holder, number }: Props) {
  const t = useTranslations("payee");
  const { payee } = useApi();
  return (
    <DecideButtons
      reject={{
        label: t("reject"),
        title: t("rejectTitle"),
        text: t("rejectText"),
        success: t("rejected"),
        run: (reason) => payee.reject.mutate({ id, reason }),
      }}
      approve={{
        label: t("verify"),
        title: t("verifyTitle"),
        text: t("verifyText", { holder, number }),
        success: t("verified"),
        run: () => payee.verify.mutate({ id }),
      }}
    />
  );
}

export function RetirePayee({ id, number }: Omit<Props, "holder">) {
  const t = useTranslations("payee");
  const { payee } = useApi();
  return (
    <ConfirmButton
      variant="danger-soft"
      icon={<Ban />}
      title={t("retireTitle")}
      description={t("retireText", { number })}
      danger
      reason="required"
      success={t("retired")}
      onConfirm={(reason) => payee.retire.mutate({ id, reason })}
    >
      {t("retire")}
    </ConfirmButton>
  );
}
