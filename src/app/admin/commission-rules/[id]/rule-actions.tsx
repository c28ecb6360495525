"use client";

import { Archive, Power } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

export function RuleActions({ id, active }: { id: string; active: boolean }) {
  const t = useTranslations("commissionRule");
  const api = useApi();
  const router = useRouter();
  const enable = useAction(() => api.commission.switchRule.mutate({ id, active: true }), { success: t("enabled") });
  return (
    <>
      <ConfirmButton
        variant="danger-soft"
        icon={<Archive />}
        title={t("archiveTitle")}
        description={t("archiveText")}
        danger
        success={t("archivedDone")}
        onConfirm={async () => {
          await api.commission.archiveRule.mutate({ id });
          router.push("/admin/commission-rules");
        }}
      >
        {t("archive")}
      </ConfirmButton>
      {active ? (
        <ConfirmButton
          icon={<Power />}
          title={t("disableTitle")}
          description={t("disableText")}
          success={t("disabled")}
          onConfirm={() => api.commission.switchRule.mutate({ id, active: false })}
        >
          {t("disable")}
        </ConfirmButton>
      ) : (
        <Button icon={<Power />} pending={enable.pending} onClick={() => enable.run(undefined)}>
          {t("enable")}
        </Button>
      )}
    </>
  );
}
