"use client";

import { Ban, Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

type LinkActionsProps = {
  id: string;
  status: "ACTIVE" | "PAUSED" | "REVOKED";
  left: number;
  mayResume: boolean;
  staff?: boolean;
};

/** Pause, resume, revoke: for the link's own distributor, and for staff, who say why. */
export function LinkActions({ id, status, left, mayResume, staff }: LinkActionsProps) {
  const t = useTranslations("link");
  const api = useApi();
  const resume = useAction(() => api.link.resume.mutate({ id }), { success: t("resume.done") });
  if (status === "REVOKED") return null;
  const reason = staff ? "required" : undefined;
  return (
    <>
      {status === "PAUSED" ? (
        <Button icon={<Play />} pending={resume.pending} disabled={!mayResume} onClick={() => resume.run(undefined)}>
          {t("action.resume")}
        </Button>
      ) : (
        <ConfirmButton
          icon={<Pause />}
          title={t("pause.title")}
          description={t("pause.text")}
          success={t("pause.done")}
          reason={reason}
          onConfirm={(why) => api.link.pause.mutate({ id, reason: why || undefined })}
        >
          {t("action.pause")}
        </ConfirmButton>
      )}
      <ConfirmButton
        variant="danger-soft"
        danger
        icon={<Ban />}
        title={t("revoke.title")}
        description={t("revoke.text", { left })}
        success={t("revoke.done")}
        reason={reason}
        onConfirm={(why) => api.link.revoke.mutate({ id, reason: why || undefined })}
      >
        {t("action.revoke")}
      </ConfirmButton>
    </>
  );
}
